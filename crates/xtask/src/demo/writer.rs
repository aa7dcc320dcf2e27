//! The files of the export: how answers are laid out, written and compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::json::Json;
use super::seed;

const GRAPH: &str = "https://graph.microsoft.com/beta";

/// How many objects Graph gives in one answer here.
const PAGE: usize = 100;

/// Written by hand and left alone.
const BY_HAND: &str = "README.md";

/// The files, by their path below the folder.
#[derive(Default, Debug)]
pub(crate) struct Export {
    files: BTreeMap<String, String>,
}

impl Export {
    /// A collection in one answer, in the file that its path names.
    pub(crate) fn collection(&mut self, path: &str, items: Vec<Json>) {
        self.answer(path, path, items);
    }

    /// A collection in one answer, in a file of its own.
    pub(crate) fn answer(&mut self, file: &str, context: &str, items: Vec<Json>) {
        let body = object! { "@odata.context": metadata(context), "value": items };
        self.file(file, &body);
    }

    /// A collection in answers of a hundred; all but the last name the next one.
    pub(crate) fn pages(&mut self, file: &str, context: &str, items: &[Json]) {
        let n_pages = items.len().div_ceil(PAGE);
        for (index, chunk) in items.chunks(PAGE).enumerate() {
            let number = index + 1;
            let mut body = object! { "@odata.context": metadata(context) };
            if number == 1 {
                body = body.with(object! { "@odata.count": items.len() });
            }
            if number < n_pages {
                body = body.with(object! { "@odata.nextLink": next_link(file, number) });
            }
            let name = format!("{file}-{number}");
            self.file(&name, &body.with(object! { "value": chunk.to_vec() }));
        }
    }

    /// A single object, as `GET` on its own path answers.
    pub(crate) fn entity(&mut self, path: &str, item: Json) {
        let context = metadata(&format!("{path}/$entity"));
        self.file(path, &object! { "@odata.context": context }.with(item));
    }

    /// Anything else, under the path and `.json`.
    pub(crate) fn file(&mut self, path: &str, body: &Json) {
        self.files.insert(format!("{path}.json"), body.pretty());
    }

    /// How much there is.
    pub(crate) fn summary(&self) -> String {
        let size: usize = self.files.values().map(String::len).sum();
        format!("{} files, {} KiB", self.files.len(), size / 1024)
    }

    /// The files as they would be written.
    #[cfg(test)]
    pub(crate) fn text(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// Writes all files and removes what no longer belongs.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), String> {
        for stray in self.strays(folder)? {
            fs::remove_file(folder.join(&stray)).map_err(|e| format!("{stray}: {e}"))?;
        }
        for (path, text) in &self.files {
            let target = folder.join(path);
            let parent = target.parent().unwrap_or(folder);
            fs::create_dir_all(parent).map_err(|e| format!("{path}: {e}"))?;
            fs::write(&target, text).map_err(|e| format!("{path}: {e}"))?;
        }
        Ok(())
    }

    /// One line for each file that is missing, stale or not of the tenant.
    pub(crate) fn differences(&self, folder: &Path) -> Result<Vec<String>, String> {
        let mut lines: Vec<String> = self
            .files
            .iter()
            .filter_map(|(path, text)| difference(folder, path, text))
            .collect();
        let strays = self.strays(folder)?;
        lines.extend(
            strays
                .iter()
                .map(|path| format!("{path}: not of the tenant")),
        );
        Ok(lines)
    }

    fn strays(&self, folder: &Path) -> Result<Vec<String>, String> {
        let mut found = Vec::new();
        if folder.is_dir() {
            list(folder, "", &mut found)?;
        }
        found.retain(|path| path != BY_HAND && !self.files.contains_key(path));
        Ok(found)
    }
}

fn metadata(context: &str) -> String {
    format!("{GRAPH}/$metadata#{context}")
}

fn next_link(file: &str, number: usize) -> String {
    let path =
        file.rsplit_once('/').map_or(
            file,
            |(folder, name)| {
                if folder.ends_with(name) { folder } else { file }
            },
        );
    let token = seed::token(&format!("{file}/{number}"), 24);
    format!("{GRAPH}/{path}?$count=true&$top={PAGE}&$skiptoken={token}")
}

fn difference(folder: &Path, path: &str, wanted: &str) -> Option<String> {
    let Ok(found) = fs::read_to_string(folder.join(path)) else {
        return Some(format!("{path}: missing"));
    };
    if found == wanted {
        return None;
    }
    let same = found
        .lines()
        .zip(wanted.lines())
        .take_while(|(a, b)| a == b);
    Some(format!("{path}: differs from line {}", same.count() + 1))
}

/// The files below a folder, sorted, with `/` between the parts.
fn list(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            list(&path, &format!("{prefix}{name}/"), found)?;
        } else {
            found.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
