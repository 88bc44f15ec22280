//! The photos at the point under the cursor: added by their path, looked at as large as the page is.

use super::ask::Asked;
use super::{Heard, Inspecting, may_inspect};
use crate::desk::job::Photo;
use crate::domain::permission::Permission;
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::keys::{Action, Command};
use crate::tui::look::{Canvas, Role, photo};
use crate::tui::screens::Handled;
use crate::tui::screens::jobs::prompt::Prompt;
use crate::tui::shell::{Out, Toast};
use crate::tui::widgets::{Field, Kind};
use ratatui::layout::Rect;

/// Pixels a photo is asked for at most: more than the widest terminal has.
const PIXELS: (u32, u32) = (240, 160);

impl Inspecting {
    /// Those at the point under the cursor.
    pub(super) fn photos(&self) -> Vec<&Photo> {
        match (&self.look, self.point()) {
            (Some(look), Some(point)) => look.photos_at(point.id).collect(),
            _ => Vec::new(),
        }
    }

    pub(super) fn photo_commands(&self, cx: &Cx) -> Vec<Command> {
        let only = self.photos().len() < 2;
        vec![
            Command::new(Action::Accept, msg!("photo-cmd-close"), 1),
            Command::new(Action::Left, msg!("photo-cmd-before"), 2)
                .unless(only, msg!("photo-only")),
            Command::new(Action::Right, msg!("photo-cmd-next"), 3).unless(only, msg!("photo-only")),
            Command::new(Action::Remove, msg!("photo-cmd-drop"), 4).needs(cx, Permission::JobEdit),
        ]
    }

    pub(super) fn photo_fields(cx: &Cx) -> Vec<Field> {
        let w = &cx.words;
        vec![
            Field::new("photo", w.word("photo-field-path"), Kind::Text)
                .required()
                .width(50),
            Field::new("caption", w.word("photo-field-caption"), Kind::Text).width(46),
        ]
    }

    /// Ctrl-E: a photo of what is seen here.
    pub(super) fn ask_photo(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(p) = self.point() else { return };
        if !self.is_open() || !may_inspect(cx) {
            out.toast(Toast::warn(msg!("inspection-over")));
            return;
        }
        let asked = Asked::Photo(p.id);
        let title = msg!("inspection-photo-title", point = &p.title);
        let prompt = Prompt::new(cx, title, Self::photo_fields(cx));
        out.open(prompt, move |form| Heard::Form(asked, Box::new(form)));
    }

    /// The photo at the point that stands so many places from the one looked at.
    pub(super) fn show_photo(&self, by: isize, cx: &Cx, out: &mut Out<Heard>) {
        let all = self.photos();
        let here = self.seen.as_ref().map(|s| s.0);
        let at = all.iter().position(|p| Some(p.id) == here).unwrap_or(0);
        let at = at
            .saturating_add_signed(by)
            .min(all.len().saturating_sub(1));
        let Some(id) = all.get(at).map(|p| p.id) else {
            return;
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "inspection photo",
            async move { desk.photo(&actor, id, PIXELS).await },
            move |r| Heard::Seen(id, r),
        );
    }

    pub(super) fn on_photo(&mut self, action: Action, cx: &Cx, out: &mut Out<Heard>) -> Handled {
        match action {
            Action::Accept | Action::Back => self.seen = None,
            Action::Left => self.show_photo(-1, cx, out),
            Action::Right => self.show_photo(1, cx, out),
            Action::Remove if cx.can(Permission::JobEdit) => {
                if let Some((id, _)) = self.seen.take() {
                    let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
                    out.tell(
                        "inspection write",
                        async move { desk.drop_photo(&actor, id).await },
                        |r| Heard::Wrote(msg!("photo-dropped"), r),
                    );
                }
            }
            _ => return Handled::No,
        }
        Handled::Yes
    }

    pub(super) fn draw_photo(&self, c: &mut Canvas<'_>, area: Rect, cx: &Cx) {
        let Some((id, seen)) = &self.seen else { return };
        let picture = Rect {
            height: area.height.saturating_sub(1),
            ..area
        };
        photo(c, picture, (seen.width, seen.height), &seen.rgb);
        let all = self.photos();
        let Some(at) = all.iter().position(|p| p.id == *id) else {
            return;
        };
        let said = msg!(
            "inspection-photo-of",
            at = at + 1,
            count = all.len(),
            name = &all[at].name,
            what = &all[at].caption
        );
        let room = area.width.saturating_sub(4);
        let y = area.bottom().saturating_sub(1);
        let on = (Role::Surface, Role::Text);
        c.text(area.x + 3, y, room, cx.words.say(&said).trim(), on);
    }
}
