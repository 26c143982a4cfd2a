// Where the bot runs: inside the network, with its log in the workspace.

@description('Name that everything here begins with.')
param name string

@description('Where it lies.')
param location string

@description('The part of the network that is kept for it.')
param subnetId string

resource log 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: '${name}-log'
}

resource environment 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    vnetConfiguration: {
      infrastructureSubnetId: subnetId
      internal: false
    }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: log.properties.customerId
        sharedKey: log.listKeys().primarySharedKey
      }
    }
    zoneRedundant: false
  }
}

@description('Name of the environment.')
output environmentName string = environment.name

@description('What the addresses of its apps end with.')
output domain string = environment.properties.defaultDomain
