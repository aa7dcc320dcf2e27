//! `cargo xtask tenant FOLDER N`: writes a made tenant of N users, devices and
//! events into a folder, for measurements by hand.

use std::path::Path;

use tenet_testkit::Large;

/// Writes the files into a folder that does not exist yet.
pub(crate) fn write(folder: &Path, size: &str) -> Result<String, String> {
    let size: usize = size.parse().map_err(|e| format!("`{size}`: {e}"))?;
    if folder.exists() {
        return Err(format!("{} exists already", folder.display()));
    }
    let mut bytes = 0;
    for (path, content) in Large::of(size).world("tenant").files {
        let file = folder.join(path.strip_prefix("tenant/").unwrap_or(&path));
        let parent = file.parent().unwrap_or(folder);
        let failed = |e: std::io::Error| format!("{}: {e}", file.display());
        std::fs::create_dir_all(parent).map_err(failed)?;
        std::fs::write(&file, &content).map_err(failed)?;
        bytes += content.len();
    }
    Ok(format!("{}: {bytes} bytes", folder.display()))
}
