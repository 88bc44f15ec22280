//! The two tables of the look, computed from the theme files.

use ratatui::style::{Color, Modifier};
use rstest::rstest;

use super::contrast::{Rgb, Sight, lightness, ratio, table256};
use super::palette::{CONTRAST, HOUSE_DARK, HOUSE_LIGHT, PLAIN};
use super::{Depth, Marks, Name, Role, Theme, marks};

const GROUNDS: [Role; 8] = [
    Role::Surface,
    Role::Raised,
    Role::Well,
    Role::Select,
    Role::BookedGround,
    Role::InBayGround,
    Role::DoneGround,
    Role::LateGround,
];
const INKS: [Role; 14] = [
    Role::Title,
    Role::Text,
    Role::Dim,
    Role::Accent,
    Role::Good,
    Role::Warn,
    Role::Bad,
    Role::Live,
    Role::Booked,
    Role::InBay,
    Role::Late,
    Role::Done,
    Role::Data,
    Role::Closed,
];

fn rgb(colour: Option<Color>) -> Rgb {
    match colour {
        Some(Color::Rgb(r, g, b)) => (r, g, b),
        Some(Color::Indexed(n)) => table256(n),
        other => panic!("not a colour of this depth: {other:?}"),
    }
}

/// Rules, hatches, bars: marks, never words. Done and data need 3 to 1; a hatch or a rule is calm on
/// purpose and always stands beside words.
fn floor(ink: Role, words: f64) -> Option<f64> {
    match ink {
        Role::Closed => None,
        Role::Done | Role::Data => Some(3.0),
        _ => Some(words),
    }
}

#[rstest]
#[case::dark(Name::Dark, Depth::True, 4.5)]
#[case::light(Name::Light, Depth::True, 4.5)]
#[case::dark_256(Name::Dark, Depth::Table256, 4.5)]
#[case::light_256(Name::Light, Depth::Table256, 4.5)]
#[case::contrast(Name::Contrast, Depth::True, 7.0)]
#[case::contrast_256(Name::Contrast, Depth::Table256, 7.0)]
fn every_ink_can_be_read_on_every_ground_it_may_stand_on(
    #[case] name: Name,
    #[case] depth: Depth,
    #[case] words: f64,
) {
    let theme = Theme::new(name, depth);
    for ground in GROUNDS {
        for ink in INKS {
            let style = theme.on(ground, ink);
            let Some(floor) = floor(ink, words) else {
                continue;
            };
            let got = ratio(rgb(style.fg), rgb(style.bg));
            assert!(
                got >= floor,
                "{name:?} {depth:?}: {ink:?} on {ground:?} is {got:.1}, below {floor}"
            );
        }
    }
}

#[rstest]
#[case::dark(Name::Dark, Depth::True)]
#[case::light(Name::Light, Depth::True)]
#[case::dark_256(Name::Dark, Depth::Table256)]
#[case::light_256(Name::Light, Depth::Table256)]
#[case::contrast(Name::Contrast, Depth::True)]
fn the_four_states_differ_in_lightness_whatever_the_sight(
    #[case] name: Name,
    #[case] depth: Depth,
) {
    let theme = Theme::new(name, depth);
    for sight in [Sight::Normal, Sight::Deuteranopia, Sight::Protanopia] {
        let mut steps = [Role::Done, Role::Late, Role::Booked, Role::InBay]
            .map(|role| lightness(rgb(theme.style(role).fg), sight));
        steps.sort_by(f64::total_cmp);
        for pair in steps.windows(2) {
            assert!(
                pair[1] - pair[0] >= 5.0,
                "{name:?} {depth:?} {sight:?}: {steps:?}"
            );
        }
    }
}

#[test]
fn every_theme_file_names_every_role() {
    for (name, file) in [
        ("dark", &HOUSE_DARK),
        ("light", &HOUSE_LIGHT),
        ("contrast", &CONTRAST),
    ] {
        for (n, (role, word)) in Role::ALL.iter().enumerate() {
            assert_eq!(*role as usize, n, "{word} stands in its place");
            let missing = file[n] == PLAIN && name != "contrast";
            assert!(!missing, "{name} lacks {word}");
        }
    }
}

#[test]
fn without_colour_the_cursor_is_reverse_and_titles_are_bold() {
    let mono = Theme::mono();
    for ink in INKS {
        for ground in GROUNDS {
            let style = mono.on(ground, ink);
            assert_eq!(
                (style.fg, style.bg),
                (Some(Color::Reset), Some(Color::Reset))
            );
            let reversed = style.add_modifier.contains(Modifier::REVERSED);
            assert_eq!(reversed, ground == Role::Select, "{ink:?} on {ground:?}");
        }
    }
    assert!(
        mono.on(Role::Surface, Role::Title)
            .add_modifier
            .contains(Modifier::BOLD)
    );
    assert!(
        mono.on(Role::LateGround, Role::Late)
            .add_modifier
            .contains(Modifier::BOLD)
    );
}

#[test]
fn labels_turn_into_text_where_they_could_not_be_read() {
    let theme = Theme::default();
    for ground in [Role::Select, Role::InBayGround] {
        assert_eq!(theme.on(ground, Role::Dim).fg, theme.style(Role::Text).fg);
    }
    assert_eq!(
        theme.on(Role::Raised, Role::Dim).fg,
        theme.style(Role::Dim).fg
    );
    let contrast = Theme::new(Name::Contrast, Depth::True);
    assert_eq!(
        contrast.on(Role::Select, Role::Warn).fg,
        Some(Color::Rgb(0, 0, 0))
    );
}

#[rstest]
#[case(&[("COLORTERM", "truecolor"), ("TERM", "xterm-256color")], Depth::True)]
#[case(&[("TERM", "xterm-256color")], Depth::Table256)]
#[case(&[("TERM", "linux")], Depth::Ansi16)]
#[case(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], Depth::None)]
#[case(&[("TERM", "dumb"), ("COLORTERM", "truecolor")], Depth::None)]
#[case(&[("TERM", "vt220")], Depth::None)]
fn the_terminal_says_how_many_colours_it_has(#[case] vars: &[(&str, &str)], #[case] want: Depth) {
    let var = |name: &str| {
        vars.iter()
            .find(|(n, _)| *n == name)
            .map(|(_, v)| (*v).to_owned())
    };
    assert_eq!(Depth::from_vars(var), want);
}

#[test]
fn marks_follow_the_locale_unless_told() {
    let utf8 = |name: &str| (name == "LANG").then(|| "nl_NL.UTF-8".to_owned());
    assert_eq!(Marks::choose(None, utf8), marks::UTF8);
    assert_eq!(Marks::choose(Some("ascii"), utf8), marks::ASCII);
    assert!(Marks::choose(None, |_| None).is_ascii());
}
