//! Photos with the notes of a job and at the points of an inspection (S1-29, S1-33). A file is looked at before it is believed: its size, its type, its pixels.
//! What is kept is drawn anew, so that nothing rides along (where it was taken, whose camera), once by its content.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};

use crate::desk::{Actor, Desk, Entry, Error, Result, in_tx};
use crate::domain::permission::Permission;
use crate::domain::{AttachmentId, JobId, Msg, NoteId, PointId, msg, text};
use crate::store::attachments as rows;
use crate::store::jobs::{notes, tasks};
use crate::store::{Tx, inspection};

pub use crate::store::attachments::Attachment as Photo;

/// No file above this many bytes is read.
const LARGEST: u64 = 20 * 1024 * 1024;
/// No picture above this many pixels a side is unfolded.
const SIDE: u32 = 12_000;
/// What is kept has at most this many a side.
const KEPT: u32 = 1_600;
/// Photos with one note, or at one point.
const AT_ONE: usize = 8;

/// A file that was looked at and is kept.
struct File {
    name: String,
    hash: String,
    /// Its bytes as kept.
    size: i64,
}

fn wrong(why: Msg) -> Error {
    Error::invalid("photo", why)
}

fn caption_of(caption: &str) -> Result<String> {
    text::name(caption).map_err(|why| Error::invalid("caption", why))
}

/// A picture small enough for a terminal: rows of red, green and blue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Three bytes a pixel.
    pub rgb: Vec<u8>,
}

impl Desk {
    /// Keeps photos in this folder; without one none can be added here. Said once, by whoever opens the desk.
    pub fn keep_photos_in(&self, folder: PathBuf) {
        // A second folder is not heard: what was kept lies in the first.
        self.inner.photos.get_or_init(|| folder);
    }

    fn photo_folder(&self) -> Result<PathBuf> {
        let folder = self.inner.photos.get().cloned();
        folder.ok_or_else(|| Error::Refused(msg!("photo-no-place")))
    }

    /// Puts a photo with a note of a job: the file at this path of this machine (permission `job.edit`, or
    /// `job.work` with a task on the job, R-03). Refused when it is no picture, or too large.
    pub async fn add_photo(
        &self,
        by: &Actor,
        note: NoteId,
        path: &str,
        caption: &str,
    ) -> Result<AttachmentId> {
        if !by.can(Permission::JobEdit) {
            by.may(Permission::JobWork)?;
        }
        let caption = caption_of(caption)?;
        let file = self.take_file(path).await?;
        in_tx!(self, |tx| {
            let of = notes::get(tx, by.site(), note).await?;
            let job = self.job_held(tx, by, of.job_id).await?.id;
            if !by.can(Permission::JobEdit) {
                let tasks = tasks::list(tx, job).await?;
                self.may_work_on(by, &tasks, &of.body)?;
            }
            let there = rows::of_job(tx, job).await?;
            self.attach(tx, by, ("job_note", note.0), &there, (&file, &caption))
                .await
        })
    }

    /// Puts a photo at a point of an inspection that is open, the same way (permission `job.work` or `job.edit`).
    pub async fn add_point_photo(
        &self,
        by: &Actor,
        point: PointId,
        path: &str,
        caption: &str,
    ) -> Result<AttachmentId> {
        if !by.can(Permission::JobEdit) {
            by.may(Permission::JobWork)?;
        }
        let caption = caption_of(caption)?;
        let file = self.take_file(path).await?;
        in_tx!(self, |tx| {
            let point = self.point_open(tx, by, point).await?;
            let job = inspection::get(tx, by.site(), point.inspection_id).await?;
            self.job_held(tx, by, job.job_id).await?;
            let there = rows::of_inspection(tx, point.inspection_id).await?;
            let to = ("inspection_point", point.id.0);
            self.attach(tx, by, to, &there, (&file, &caption)).await
        })
    }

    /// The file at this path, looked at, drawn anew and kept by its content.
    async fn take_file(&self, path: &str) -> Result<File> {
        let folder = self.photo_folder()?;
        let path = at_home(path.trim());
        let name = path
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let bytes = apart(move || read(&path)).await?.map_err(wrong)?;
        let name = text::name(&name).map_err(wrong)?;
        let hash = hex(&Sha256::digest(&bytes));
        let place = place_of(&folder, &hash);
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let kept = apart(move || keep(&place, &bytes)).await?;
        kept.map_err(|e| wrong(msg!("photo-not-kept", why = e.to_string())))?;
        Ok(File { name, hash, size })
    }

    /// The same photo stands at one place once, and so many different ones.
    async fn attach(
        &self,
        tx: &mut Tx,
        by: &Actor,
        (entity, id): (&str, i64),
        there: &[Photo],
        (file, caption): (&File, &str),
    ) -> Result<AttachmentId> {
        let own = there.iter().filter(|p| p.entity_id == id);
        if let Some(same) = own.clone().find(|p| p.sha256 == file.hash) {
            return Ok(same.id);
        }
        if own.count() >= AT_ONE {
            return Err(wrong(msg!("photo-enough", count = AT_ONE)));
        }
        let new = rows::New {
            site_id: by.site(),
            entity,
            entity_id: id,
            sha256: &file.hash,
            media: "image/jpeg",
            name: &file.name,
            bytes: file.size,
            caption,
            staff_id: by.staff(),
            at: self.now(),
        };
        let photo = rows::insert(tx, &new).await?;
        let entry = Entry {
            verb: "add_photo",
            entity: "attachment",
            id: photo.0,
            new: serde_json::json!({
                "of": entity, "of_id": id, "name": file.name, "sha256": file.hash,
            }),
            ..Entry::default()
        };
        self.record(tx, by, entry).await?;
        Ok(photo)
    }

    /// The photos with the notes of a job (permission `job.see`).
    pub async fn photos_of(&self, by: &Actor, job: JobId) -> Result<Vec<Photo>> {
        by.may(Permission::JobSee)?;
        Ok(rows::of_job(&mut self.store(), job).await?)
    }

    /// A photo, at most so many pixels wide and high (permission `job.see`).
    pub async fn photo(
        &self,
        by: &Actor,
        id: AttachmentId,
        (width, height): (u32, u32),
    ) -> Result<Pixels> {
        by.may(Permission::JobSee)?;
        let row = rows::get(&mut self.store(), by.site(), id).await?;
        let place = place_of(&self.photo_folder()?, &row.sha256);
        let gone = msg!("photo-gone", name = &row.name);
        let seen = apart(move || {
            let bytes = std::fs::read(&place).ok()?;
            let whole = unfold(&bytes).ok()?;
            Some(whole.thumbnail(width.max(1), height.max(1)).to_rgb8())
        });
        let small = seen.await?.ok_or(Error::Refused(gone))?;
        Ok(Pixels {
            width: small.width() as usize,
            height: small.height() as usize,
            rgb: small.into_raw(),
        })
    }

    /// Takes a photo off its note or point; says so on record (permission `job.edit`).
    pub async fn drop_photo(&self, by: &Actor, id: AttachmentId) -> Result<()> {
        by.may(Permission::JobEdit)?;
        in_tx!(self, |tx| {
            let row = rows::get(tx, by.site(), id).await?;
            rows::set_void(tx, id, self.now()).await?;
            let entry = Entry {
                verb: "drop_photo",
                entity: "attachment",
                id: id.0,
                old: serde_json::json!({ "name": row.name, "sha256": row.sha256 }),
                ..Entry::default()
            };
            self.record(tx, by, entry).await
        })
    }
}

/// Work on files and pixels, beside what waits for the store.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| Error::Refused(msg!("photo-not-read", why = e.to_string())))
}

/// A path as people write it: `~/` is their own folder.
fn at_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

/// The picture in a file, drawn anew as it is kept.
fn read(path: &Path) -> std::result::Result<Vec<u8>, Msg> {
    let shown = path.display().to_string();
    let not_read = |e: std::io::Error| msg!("photo-not-read", why = e.to_string());
    let facts = std::fs::metadata(path).map_err(not_read)?;
    if !facts.is_file() {
        return Err(msg!("photo-no-file", path = shown));
    }
    if facts.len() > LARGEST {
        return Err(msg!("photo-too-large", most = 20));
    }
    let bytes = std::fs::read(path).map_err(not_read)?;
    let whole = unfold(&bytes).map_err(|_| msg!("photo-no-picture", path = shown))?;
    let small = if whole.width().max(whole.height()) > KEPT {
        whole.thumbnail(KEPT, KEPT)
    } else {
        whole
    };
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut out, 85);
    encoder
        .encode_image(&small.to_rgb8())
        .map_err(|e| msg!("photo-not-read", why = e.to_string()))?;
    Ok(out)
}

/// Unfolds a JPEG, PNG or WebP within limits, the right way up.
fn unfold(bytes: &[u8]) -> image::ImageResult<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    if !reader.format().is_some_and(|f| known.contains(&f)) {
        let hint = image::error::ImageFormatHint::Unknown;
        return Err(image::ImageError::Unsupported(hint.into()));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(256 * 1024 * 1024);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let turned = decoder.orientation()?;
    let mut whole = DynamicImage::from_decoder(decoder)?;
    whole.apply_orientation(turned);
    Ok(whole)
}

/// Where the bytes of a hash lie.
fn place_of(folder: &Path, hash: &str) -> PathBuf {
    let fan = hash.get(..2).unwrap_or("00");
    folder.join(fan).join(format!("{hash}.jpg"))
}

/// Writes the bytes where their hash says, once; half a file is never seen under that name.
fn keep(place: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if place.exists() {
        return Ok(());
    }
    let folder = place.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let part = place.with_extension(format!("{}.part", std::process::id()));
    std::fs::write(&part, bytes)?;
    std::fs::rename(&part, place)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
