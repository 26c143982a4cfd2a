// What must be there before the bot: who it is, where its secrets, images and log are.
// deploy.sh deploys this first, then builds the image, then deploys main.bicep.

@description('Name that everything here begins with.')
@minLength(3)
@maxLength(12)
param name string = 'kahvibotti'

@description('Where everything lies. North Europe and West Europe are in the EU too.')
param location string = resourceGroup().location

@description('How many days the log is kept.')
@minValue(30)
@maxValue(730)
param logDays int = 90

@description('Password of the database: given the first time, then left empty, and what is in the vault stays.')
@secure()
param databasePassword string = ''

@description('SECRET_KEY of the bot: given the first time, then left empty, and what is in the vault stays.')
@secure()
param secretKey string = ''

// Registries and vaults need names that nobody else in Azure has.
var suffix = uniqueString(resourceGroup().id)
var acrPull = '7f951dda-4ed3-4680-a7ca-43fe172d538d'
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

// The bot's identity in Teams, and the one by which it reads its secrets and its image: it has no password.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource log 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-log'
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logDays
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: '${name}${suffix}'
  location: location
  sku: {
    name: 'Basic'
  }
  properties: {
    adminUserEnabled: false
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}-${take(suffix, 11)}'
  location: location
  properties: {
    sku: {
      family: 'A'
      name: 'standard'
    }
    tenantId: tenant().tenantId
    enableRbacAuthorization: true
    // main.bicep takes the database's password from here.
    enabledForTemplateDeployment: true
    // Without SECRET_KEY, answers that were given can never be found again: what is erased can be brought back.
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }
}

resource storedPassword 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(databasePassword)) {
  parent: vault
  name: 'database-password'
  properties: {
    value: databasePassword
  }
}

resource storedKey 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(secretKey)) {
  parent: vault
  name: 'secret-key'
  properties: {
    value: secretKey
  }
}

resource mayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, keyVaultSecretsUser)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

resource mayPullImages 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: registry
  name: guid(registry.id, identity.id, acrPull)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPull)
  }
}

@description('Name of the registry, to which deploy.sh builds the image.')
output registryName string = registry.name

@description('Name of the vault, in which the secrets are.')
output vaultName string = vault.name
