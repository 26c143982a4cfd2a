// Kopioi tämä nimelle oma.bicepparam ja muuta arvot. Salaisuuksia tähän ei kirjoiteta: ne ovat avainholvissa.
using 'main.bicep'

// deploy.sh antaa nämä.
param image = readEnvironmentVariable('IMAGE')
param registryName = readEnvironmentVariable('REGISTRY')
param vaultName = readEnvironmentVariable('VAULT')

// Asetukset selitetään tiedostossa docs/kayttoonotto.md. Tyhjä arvo on sama kuin ei mitään.
param settings = {
  AKE_MEMBERS: ''
  AKE_CHANNEL_ID: ''
  ANNOUNCEMENT_CHANNEL_ID: ''
  CONTACT: ''
  GRAPH_MAILBOX: ''
}
