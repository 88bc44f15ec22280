//! Templates of inspections. Points are written as people would jot them down, sections ending with a colon:
//! `Tyres:`, then `Tread, each corner, mm <3 <1.6, TYRE4` (soon below 3, now below 1.6, put right by TYRE4).

use super::section::{Line, Pending, Saving, Section, pending};
use crate::desk::job::{Check, FormEdit, InspectionForm};
use crate::desk::{Actor, Desk};
use crate::domain::permission::Permission as P;
use crate::domain::{CannedJobId, InspectionFormId, Msg, Qty, parse};
use crate::msg;
use crate::tui::Cx;
use crate::tui::look::Role as Ink;
use crate::tui::widgets::{Column, Env, Field, Form, Kind, Value};
use crate::words::Words;

/// The templates.
#[derive(Clone, Copy)]
pub struct Inspections;

/// Them with their points, and the codes of the canned jobs these name.
pub struct Templates {
    forms: Vec<(InspectionForm, Vec<Check>)>,
    codes: Vec<(CannedJobId, String)>,
}

impl Templates {
    fn form(&self, id: i64) -> Option<&(InspectionForm, Vec<Check>)> {
        self.forms.iter().find(|(f, _)| f.id.0 == id)
    }
}

/// All points as they are written in the form.
fn written(checks: &[Check], codes: &[(CannedJobId, String)], corners: &str) -> String {
    let mut rows: Vec<String> = Vec::new();
    let mut section = "";
    for c in checks {
        if c.section != section {
            section = &c.section;
            rows.push(format!("{section}:"));
        }
        let mut pieces = vec![c.title.clone()];
        if c.per_corner {
            pieces.push(corners.to_owned());
        }
        let sign = if c.high_is_bad { '>' } else { '<' };
        let limits = [c.amber_milli, c.red_milli];
        let limits = limits
            .iter()
            .flatten()
            .map(|l| format!(" {sign}{}", Qty(*l)));
        let measured = format!("{}{}", c.unit, limits.collect::<String>());
        if !measured.is_empty() {
            pieces.push(measured.trim().to_owned());
        }
        let code = codes.iter().find(|(id, _)| Some(*id) == c.canned_job_id);
        pieces.extend(code.map(|(_, code)| code.clone()));
        rows.push(pieces.join(", "));
    }
    rows.join("\n")
}

/// The points of a text, or the line that is not understood.
fn read(text: &str, codes: &[(CannedJobId, String)], corners: &str) -> Result<Vec<Check>, Msg> {
    let mut checks = Vec::new();
    let mut section = String::new();
    for row in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if let Some(title) = row.strip_suffix(':') {
            section = title.trim().to_owned();
            continue;
        }
        if section.is_empty() {
            return Err(msg!("inspections-no-section", line = row));
        }
        let mut pieces = row.split(',').map(str::trim);
        let mut check = Check {
            section: section.clone(),
            title: pieces.next().unwrap_or_default().to_owned(),
            unit: String::new(),
            per_corner: false,
            amber_milli: None,
            red_milli: None,
            high_is_bad: false,
            canned_job_id: None,
        };
        for piece in pieces.filter(|p| !p.is_empty()) {
            let code = codes
                .iter()
                .find(|(_, code)| code.eq_ignore_ascii_case(piece));
            if piece.eq_ignore_ascii_case(corners) {
                check.per_corner = true;
            } else if let Some((id, _)) = code {
                check.canned_job_id = Some(*id);
            } else {
                read_measure(piece, &mut check)
                    .ok_or_else(|| msg!("inspections-line", line = row, piece = piece))?;
            }
        }
        checks.push(check);
    }
    Ok(checks)
}

/// `mm <3 <1.6`: unit, soon, now; a unit alone is a reading without limits.
fn read_measure(piece: &str, check: &mut Check) -> Option<()> {
    let mut limits = Vec::new();
    for word in piece.split_whitespace() {
        match word.strip_prefix(['<', '>']) {
            Some(figure) => {
                check.high_is_bad = word.starts_with('>');
                limits.push(parse::qty(figure).ok()?.0);
            }
            None if check.unit.is_empty() && limits.is_empty() => word.clone_into(&mut check.unit),
            None => return None,
        }
    }
    if limits.len() > 2 || check.unit.chars().count() > 4 {
        return None;
    }
    check.amber_milli = limits.first().copied();
    check.red_milli = limits.get(1).copied();
    Some(())
}

impl Section for Inspections {
    type Data = Templates;

    fn title(self) -> Msg {
        msg!("inspections-title")
    }
    fn one(self) -> Msg {
        msg!("inspections-one")
    }
    fn help(self) -> Msg {
        msg!("inspections-help")
    }
    fn edit(self) -> P {
        P::CatalogueEdit
    }

    fn columns(self, w: &Words) -> Vec<Column> {
        vec![
            Column::new(w.word("admin-name"), 18, 40).grows(),
            Column::number(w.word("inspections-points"), 6, 8),
            Column::new(w.word("inspections-sections"), 20, 60).ink(Ink::Dim),
        ]
    }

    fn load(self, desk: Desk, by: Actor) -> Pending<Templates> {
        pending(async move {
            let mut forms = Vec::new();
            for form in desk.inspection_forms(&by).await? {
                let checks = desk.inspection_checks(&by, form.id).await?;
                forms.push((form, checks));
            }
            let codes = desk.canned_jobs(&by).await?;
            Ok(Templates {
                forms,
                codes: codes.into_iter().map(|(id, c)| (id, c.code)).collect(),
            })
        })
    }

    fn lines(self, data: &Templates, _cx: &Cx) -> Vec<Line> {
        data.forms
            .iter()
            .map(|(form, checks)| {
                let mut sections: Vec<&str> = checks.iter().map(|c| c.section.as_str()).collect();
                sections.dedup();
                let points = checks.len().to_string();
                Line::new(form.id.0, &[&form.name, &points, &sections.join(", ")])
                    .off(form.archived_at.is_some())
            })
            .collect()
    }

    fn form(self, data: &Templates, id: Option<i64>, cx: &Cx) -> Form {
        let w = &cx.words;
        let mut form = Form::new(vec![
            Field::new("name", w.word("admin-name"), Kind::Text).required(),
            Field::new("checks", w.word("inspections-points"), Kind::Notes(11)),
        ]);
        if let Some((head, checks)) = id.and_then(|id| data.form(id)) {
            form.set("name", Value::Text(head.name.clone()), w);
            let text = written(checks, &data.codes, &w.word("inspections-each-corner"));
            form.set("checks", Value::Text(text), w);
        }
        form.keep();
        form
    }

    fn save(
        self,
        data: &Templates,
        id: Option<i64>,
        form: &Form,
        env: &Env<'_>,
        desk: Desk,
        by: Actor,
    ) -> Saving {
        let corners = env.words.word("inspections-each-corner");
        let checks = read(&form.text("checks"), &data.codes, &corners);
        let new = FormEdit {
            name: form.text("name"),
            checks: checks.map_err(|why| ("checks", why))?,
        };
        let old = id.and_then(|id| data.form(id)).map(|(f, _)| f.clone());
        Ok(pending(async move {
            match old {
                Some(old) => {
                    let away = old.archived_at.is_some();
                    desk.edit_inspection_form(&by, old.id, old.version, &new, away)
                        .await?;
                    Ok(old.id.0)
                }
                None => Ok(desk.add_inspection_form(&by, &new).await?.0),
            }
        }))
    }

    fn set_off(
        self,
        data: &Templates,
        id: i64,
        is_off: bool,
        desk: Desk,
        by: Actor,
    ) -> Option<Pending<()>> {
        let (old, checks) = data.form(id)?.clone();
        let same = FormEdit {
            name: old.name,
            checks,
        };
        Some(pending(async move {
            desk.edit_inspection_form(&by, InspectionFormId(id), old.version, &same, is_off)
                .await
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_as_they_are_written() {
        let codes = [(CannedJobId(7), "TYRE4".to_owned())];
        let text = "Tyres:\nTread, each corner, mm <3 <1.6, TYRE4\nPressure, bar\nSteering:\nPlay, mm >0.5 >1\nLamps";
        let checks = read(text, &codes, "each corner").unwrap();
        assert_eq!(checks.len(), 4);
        assert_eq!(
            (checks[0].amber_milli, checks[0].red_milli),
            (Some(3000), Some(1600))
        );
        assert!(checks[0].per_corner && !checks[0].high_is_bad);
        assert_eq!(checks[0].canned_job_id, Some(CannedJobId(7)));
        assert_eq!(
            (checks[1].unit.as_str(), checks[1].amber_milli),
            ("bar", None)
        );
        assert!(checks[2].high_is_bad);
        assert_eq!(checks[3].section, "Steering");
        assert_eq!(written(&checks, &codes, "each corner"), text);
    }

    #[test]
    fn a_point_without_a_section_or_with_an_unknown_code_says_so() {
        assert!(read("Tread", &[], "each corner").is_err());
        assert!(read("Tyres:\nTread, mm <3 <2 <1", &[], "each corner").is_err());
        assert!(read("Tyres:\nTread, NOSUCHCODE", &[], "each corner").is_err());
    }
}
