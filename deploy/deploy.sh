#!/usr/bin/env bash
# Puts the bot into Azure, or brings what is there up to date: deploy/deploy.sh RESOURCE_GROUP PARAMETERS.bicepparam
# It may be run again at any time, also after it was broken off: what is there already stays.
set -euo pipefail
cd "$(dirname "$0")"

if [ $# -ne 2 ] || [ ! -f "$2" ]; then
  echo "Käyttö: deploy/deploy.sh RESURSSIRYHMÄ PARAMETRIT, esim. deploy/deploy.sh kahvibotti oma.bicepparam" >&2
  echo "Parametritiedosto on kansiossa deploy; kopioi se tiedostosta main.bicepparam." >&2
  exit 2
fi
group=$1
parameters=$2
# The region of the resource group, and so of all that is made in it.
location=${LOCATION:-swedencentral}

say() { printf '\n== %s\n' "$1"; }

say "Resurssiryhmä $group"
if [ "$(az group exists --name "$group")" != true ]; then
  az group create --name "$group" --location "$location" --output none
fi

# Names of the secrets in the vault, read without the right to read the secrets; none while there is no vault.
secrets=""
vault_id=$(az resource list --resource-group "$group" --resource-type Microsoft.KeyVault/vaults \
  --query "[0].id" --output tsv)
if [ -n "$vault_id" ]; then
  secrets=$(az rest --method get --url "$vault_id/secrets?api-version=2023-07-01" --query "value[].name" --output tsv)
fi

# A new secret text for what the vault does not have yet, nothing for what it has: another one would lock the database
# and make the answers that were given impossible to find.
new_secret() {
  if ! grep --quiet --line-regexp --fixed-strings "$1" <<<"$secrets"; then
    openssl rand -hex 32
  fi
}

say "Perusta: tunnus, avainholvi, levykuvien rekisteri ja loki"
password=$(new_secret database-password)
key=$(new_secret secret-key)
az deployment group create --name kahvibotti-foundation --resource-group "$group" --template-file foundation.bicep \
  --parameters databasePassword="$password" secretKey="$key" --output none

output() {
  az deployment group show --name "$1" --resource-group "$group" --query "properties.outputs.$2.value" --output tsv
}
REGISTRY=$(output kahvibotti-foundation registryName)
VAULT=$(output kahvibotti-foundation vaultName)

# An image that was built and pushed elsewhere can be named; otherwise Azure builds it. Each has a name of its own: the
# same program built anew has Python's and Debian's mended packages, and Azure takes it only by another name.
if [ -z "${IMAGE:-}" ]; then
  tag=$(date -u +%Y%m%d%H%M%S)-$(git rev-parse --short=12 HEAD 2>/dev/null || echo local)
  IMAGE=$REGISTRY.azurecr.io/kahvibotti:$tag
  say "Levykuva $IMAGE"
  az acr build --registry "$REGISTRY" --image "kahvibotti:$tag" --output none ..
fi

say "Verkko, tietokanta, botti ja sen rekisteröinti Teamsiin (10–20 minuuttia)"
export IMAGE REGISTRY VAULT
az deployment group create --name kahvibotti --resource-group "$group" --parameters "$parameters" --output none

app_id=$(output kahvibotti appId)
public_url=$(output kahvibotti publicUrl)
say "Valmis. Kirjoita nämä talteen; Teamsin sovelluspaketti tarvitsee ne"
echo "APP_ID=$app_id"
echo "PUBLIC_URL=$public_url"
say "Vastaako botti?"
if ! curl --silent --show-error --fail --retry 5 --retry-delay 10 --retry-all-errors --max-time 20 \
  --output /dev/null "$public_url/ready"; then
  echo "Ei vastaa vielä. Botin lokin näyttää komento:" >&2
  echo "az containerapp logs show --name kahvibotti --resource-group $group --tail 50" >&2
  exit 1
fi
echo "Vastaa."
