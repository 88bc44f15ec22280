//! The last step to an ASCII terminal: what words and names bring beyond the marks.

use ratatui::buffer::Buffer;
use unicode_normalization::UnicodeNormalization;

/// Turns every cell of a finished frame into ASCII: letters lose their accents, known signs become
/// their twins, the rest a `?`. No cell moves.
pub fn flatten(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if !cell.symbol().is_ascii() {
            let twin = twin(cell.symbol());
            cell.set_symbol(twin.encode_utf8(&mut [0; 4]));
        }
    }
}

fn twin(symbol: &str) -> char {
    match symbol.chars().next().unwrap_or(' ') {
        '–' | '—' | '−' | '─' | '╌' => '-',
        '·' | '•' => '.',
        '…' => '~',
        '×' => 'x',
        '€' => 'E',
        '£' => 'L',
        '‘' | '’' => '\'',
        '“' | '”' | '„' => '"',
        '←' | '◂' => '<',
        '→' | '▸' | '▶' => '>',
        '↑' => '^',
        '↓' | '▾' | '✓' => 'v',
        '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        'ß' => 's',
        'æ' | 'Æ' => 'a',
        'ø' => 'o',
        'Ø' => 'O',
        'ł' => 'l',
        'Ł' => 'L',
        'đ' => 'd',
        other => other.nfd().next().filter(char::is_ascii).unwrap_or('?'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn a_frame_becomes_ascii_and_no_cell_moves() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 24, 1));
        buf.set_string(0, 0, "Zoë Łuk · € 5 – 3 → ☃", Style::new());
        flatten(&mut buf);
        let row: String = buf
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(row.trim_end(), "Zoe Luk . E 5 - 3 > ?");
    }
}
