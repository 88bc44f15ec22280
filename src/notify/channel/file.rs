//! Messages as files: `.eml`, as any mail program opens them.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tokio::fs;

use super::{Fault, Parcel, Receipt};
use crate::domain::outbox;

/// Writes the mail under a name made of its row: a second try writes the same file again.
pub async fn put(folder: &Path, parcel: &Parcel<'_>, mail: &[u8]) -> Result<Receipt, Fault> {
    let name = format!("{:08}-{}.eml", parcel.id.0, parcel.about);
    match write(folder, &name, mail).await {
        Ok(path) => Ok(Receipt {
            reference: path.display().to_string(),
        }),
        Err(e) => {
            let detail = format!("{}: {e}", folder.display());
            Err(Fault::Way(outbox::Fault::Folder.code(&detail)))
        }
    }
}

async fn write(folder: &Path, name: &str, mail: &[u8]) -> std::io::Result<PathBuf> {
    let (part, path) = (folder.join(format!("{name}.part")), folder.join(name));
    if let Err(e) = fs::write(&part, mail).await {
        if e.kind() != ErrorKind::NotFound {
            return Err(e);
        }
        fs::create_dir_all(folder).await?;
        fs::write(&part, mail).await?;
    }
    fs::rename(&part, &path).await?;
    Ok(path)
}
