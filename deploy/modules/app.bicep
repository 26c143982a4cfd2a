// The bot itself: one process, always on, that takes its secrets from the vault by its own identity.

@description('Name of the app, the first part of its address.')
param name string

@description('Where it lies.')
param location string

@description('The environment that it runs in.')
param environmentName string

@description('The image, with its registry and tag.')
param image string

@description('The registry that has the image.')
param registryServer string

@description('The bot\'s identity.')
param identityName string

@description('The vault that has the secrets.')
param vaultName string

@description('Name of the secret that holds the database\'s address.')
param databaseSecret string

@description('The mounted folder for files.')
param filesMount string

@description('Settings of the bot, by name; no secrets.')
param settings object

@description('Processors and memory of the process.')
param size object = { cpu: '0.5', memory: '1Gi' }

var port = 3978
// What is left empty is not set at all.
var filled = filter(items(settings), one => string(one.value) != '')
var given = [for one in filled: { name: one.key, value: string(one.value) }]

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource environment 'Microsoft.App/managedEnvironments@2025-01-01' existing = {
  name: environmentName
}

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: port
        transport: 'http'
        allowInsecure: false
      }
      registries: [
        {
          server: registryServer
          identity: identity.id
        }
      ]
      secrets: [
        {
          name: 'database-url'
          keyVaultUrl: '${vault.properties.vaultUri}secrets/${databaseSecret}'
          identity: identity.id
        }
        {
          name: 'secret-key'
          keyVaultUrl: '${vault.properties.vaultUri}secrets/secret-key'
          identity: identity.id
        }
      ]
    }
    template: {
      // Longer than the bot takes to end its turns.
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'bot'
          image: image
          resources: {
            cpu: json(size.cpu)
            memory: size.memory
          }
          env: concat(
            [
              { name: 'PORT', value: string(port) }
              { name: 'APP_TYPE', value: 'UserAssignedMSI' }
              { name: 'APP_ID', value: identity.properties.clientId }
              { name: 'APP_TENANTID', value: tenant().tenantId }
              { name: 'DATABASE_URL', secretRef: 'database-url' }
              { name: 'SECRET_KEY', secretRef: 'secret-key' }
              { name: 'PUBLIC_URL', value: 'https://${name}.${environment.properties.defaultDomain}' }
            ],
            given
          )
          volumeMounts: [
            {
              volumeName: 'files'
              mountPath: '/data'
            }
          ]
          probes: [
            {
              // New tables are made before the bot listens: it has 100 seconds.
              type: 'Startup'
              httpGet: { path: '/health', port: port }
              periodSeconds: 10
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: { path: '/health', port: port }
              periodSeconds: 30
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              type: 'Readiness'
              httpGet: { path: '/ready', port: port }
              periodSeconds: 10
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
      volumes: [
        {
          name: 'files'
          storageType: 'AzureFile'
          storageName: filesMount
          // The image's user; SMB keeps no owners of its own.
          mountOptions: 'uid=10001,gid=10001,dir_mode=0700,file_mode=0600'
        }
      ]
      // Never none: reminders are sent while nobody asks anything.
      scale: {
        minReplicas: 1
        maxReplicas: 1
      }
    }
  }
}

@description('The bot\'s own address.')
output publicUrl string = 'https://${app.properties.configuration.ingress.fqdn}'
