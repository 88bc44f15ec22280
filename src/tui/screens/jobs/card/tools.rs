//! The equipment a task needs, picked from the site's.

use super::{Heard, JobCard};
use crate::desk::resources::Equipment;
use crate::domain::{EquipmentId, TaskId};
use crate::msg;
use crate::tui::app::Cx;
use crate::tui::layers::{Item, Pick};
use crate::tui::shell::{Out, Toast};

impl JobCard {
    pub(super) fn ask_tools(&self, cx: &Cx, out: &mut Out<Heard>) {
        let Some(task) = self.task().map(|t| t.task.id) else {
            return;
        };
        let (desk, actor) = (cx.desk.clone(), cx.actor.clone());
        out.ask(
            "job card equipment",
            async move { desk.equipment(&actor).await },
            move |r| Heard::Tools(task, r),
        );
    }

    fn needs(&self, task: TaskId, piece: EquipmentId) -> bool {
        let card = self.card.as_deref();
        card.is_some_and(|c| {
            let mut needs = c.needs.iter();
            needs.any(|n| (n.task_id, n.equipment_id) == (task, piece))
        })
    }

    /// Every piece in use, those needed first; Enter turns the one that is chosen.
    pub(super) fn show_tools(
        &self,
        task: TaskId,
        all: &[Equipment],
        cx: &Cx,
        out: &mut Out<Heard>,
    ) {
        let living = all
            .iter()
            .filter(|p| p.archived_at.is_none() || self.needs(task, p.id));
        let mut items: Vec<Item<EquipmentId>> = living
            .map(|p| {
                let detail = if self.needs(task, p.id) {
                    cx.words.word("task-tool-needed")
                } else {
                    cx.words.say(&p.kind.label())
                };
                Item::new(p.name.clone(), detail, p.id)
            })
            .collect();
        if items.is_empty() {
            out.toast(Toast::warn(msg!("task-no-tools")));
            return;
        }
        items.sort_by_key(|i| !self.needs(task, i.value));
        let title = msg!("task-tools-title", task = self.task_title(task));
        out.open(Pick::new(title, items), move |piece| {
            Heard::Equip(task, piece)
        });
    }

    pub(super) fn equip(&self, task: TaskId, piece: EquipmentId, cx: &Cx, out: &mut Out<Heard>) {
        let needed = !self.needs(task, piece);
        let said = if needed {
            msg!("task-tool-added", task = self.task_title(task))
        } else {
            msg!("task-tool-freed", task = self.task_title(task))
        };
        self.write(said, cx, out, |desk, actor, _| async move {
            desk.equip_task(&actor, task, piece, needed).await
        });
    }
}
