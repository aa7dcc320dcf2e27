
$manifest = [ordered] @{ tenantId = $context.TenantId }
if ($domain) { $manifest.initialDomain = $domain }
$manifest.capturedAt = $now
$manifest.collections = $collections
Save-Text 'tenet-snapshot.json' ($manifest | ConvertTo-Json -Depth 8)
if ($script:missing) {
    Write-Warning "$Folder is written, and something is missing in it: tenet snapshot inspect $Folder"
    exit 1
}
Write-Host "$Folder is written"
