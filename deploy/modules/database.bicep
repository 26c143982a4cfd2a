// The bot's PostgreSQL, and its address in the vault.

@description('Name that everything here begins with.')
param name string

@description('Where it lies.')
param location string

@description('The part of the network that is kept for it.')
param subnetId string

@description('The zone of the database names.')
param zoneId string

@description('The vault into which the address goes.')
param vaultName string

@description('Password of the database.')
@secure()
param password string

@description('Size of the server: the smallest one serves a region.')
param size string = 'Standard_B1ms'

// What a restore must be able to reach back to, in days; 35 is the longest that Azure has.
var backupDays = 35

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-${uniqueString(resourceGroup().id)}'
  location: location
  sku: {
    name: size
    tier: startsWith(size, 'Standard_B') ? 'Burstable' : 'GeneralPurpose'
  }
  properties: {
    version: '17'
    administratorLogin: 'kahvibotti'
    administratorLoginPassword: password
    authConfig: {
      activeDirectoryAuth: 'Disabled'
      passwordAuth: 'Enabled'
    }
    storage: {
      storageSizeGB: 32
      autoGrow: 'Enabled'
    }
    backup: {
      backupRetentionDays: backupDays
      geoRedundantBackup: 'Disabled'
    }
    highAvailability: {
      mode: 'Disabled'
    }
    network: {
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: zoneId
    }
    // Mended on Sundays at 3 UTC, when nobody asks anything.
    maintenanceWindow: {
      customWindow: 'Enabled'
      dayOfWeek: 0
      startHour: 3
      startMinute: 0
    }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: 'kahvibotti'
  properties: {
    charset: 'UTF8'
    collation: 'en_US.utf8'
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

var host = server.properties.fullyQualifiedDomainName

resource address 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'database-url'
  properties: {
    value: 'postgresql://kahvibotti:${password}@${host}/${database.name}?sslmode=require'
  }
}

@description('Name of the secret that holds the address.')
output secretName string = address.name
