// A folder for the files of the commands import and backup, which an administrator reaches in the portal.

@description('Name that everything here begins with.')
param name string

@description('Where it lies.')
param location string

@description('The environment that mounts the folder.')
param environmentName string

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${name}${uniqueString(resourceGroup().id)}', 24)
  location: location
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    // The environment mounts by the account's key.
    allowSharedKeyAccess: true
  }
}

resource service 'Microsoft.Storage/storageAccounts/fileServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource share 'Microsoft.Storage/storageAccounts/fileServices/shares@2023-05-01' = {
  parent: service
  name: 'tiedostot'
  properties: {
    shareQuota: 10
  }
}

resource environment 'Microsoft.App/managedEnvironments@2025-01-01' existing = {
  name: environmentName
}

resource mount 'Microsoft.App/managedEnvironments/storages@2025-01-01' = {
  parent: environment
  name: share.name
  properties: {
    azureFile: {
      accountName: account.name
      accountKey: account.listKeys().keys[0].value
      shareName: share.name
      accessMode: 'ReadWrite'
    }
  }
}

@description('Name by which the bot mounts the folder.')
output mountName string = mount.name
