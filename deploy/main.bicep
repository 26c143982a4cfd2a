// The bot in Azure, once foundation.bicep is there and the image is in its registry; deploy.sh does all of it in order.

@description('Name that everything here begins with; the same as in foundation.bicep.')
@minLength(3)
@maxLength(12)
param name string = 'kahvibotti'

@description('Where everything lies. North Europe and West Europe are in the EU too.')
param location string = resourceGroup().location

@description('What the bot is called in Azure.')
param displayName string = 'Kahvibotti'

@description('The image, with its registry and tag.')
param image string

@description('Name of the registry that has the image.')
param registryName string

@description('Name of the vault that has the secrets.')
param vaultName string

@description('Settings of the bot, by name, as docs/kayttoonotto.md tells them; no secrets.')
param settings object = {}

@description('Whether a PostgreSQL is made here; if not, the vault must hold its address in the secret database-url.')
param makeDatabase bool = true

@description('Size of the database server.')
param databaseSize string = 'Standard_B1ms'

var identityName = '${name}-identity'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: {
    name: name
    location: location
  }
}

module database 'modules/database.bicep' = if (makeDatabase) {
  name: 'database'
  params: {
    name: name
    location: location
    subnetId: network.outputs.databaseSubnetId
    zoneId: network.outputs.zoneId
    vaultName: vaultName
    password: vault.getSecret('database-password')
    size: databaseSize
  }
}

module environment 'modules/environment.bicep' = {
  name: 'environment'
  params: {
    name: name
    location: location
    subnetId: network.outputs.botSubnetId
  }
}

module files 'modules/files.bicep' = {
  name: 'files'
  params: {
    name: name
    location: location
    environmentName: environment.outputs.environmentName
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: name
    location: location
    environmentName: environment.outputs.environmentName
    image: image
    registryServer: '${registryName}.azurecr.io'
    identityName: identityName
    vaultName: vaultName
    databaseSecret: makeDatabase ? database!.outputs.secretName : 'database-url'
    filesMount: files.outputs.mountName
    settings: settings
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: name
    displayName: displayName
    publicUrl: app.outputs.publicUrl
    identityName: identityName
  }
}

@description('APP_ID of the package for Teams.')
output appId string = bot.outputs.appId

@description('PUBLIC_URL of the package for Teams.')
output publicUrl string = app.outputs.publicUrl
