//! How well colours can be told apart: the WCAG contrast ratio, and lightness as people with
//! deuteranopia and protanopia see it (Machado, Oliveira and Fernandes 2009, severity 1).

/// How a person sees colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All three kinds of cones.
    Normal,
    /// Without the green ones.
    Deuteranopia,
    /// Without the red ones.
    Protanopia,
}

/// Red, green, blue of sRGB.
pub type Rgb = (u8, u8, u8);

fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.040_45 {
        c / 12.92
    } else {
        ((c + 0.055) / 1.055).powf(2.4)
    }
}

fn luminance_of([r, g, b]: [f64; 3]) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Relative luminance, 0 to 1.
pub fn luminance((r, g, b): Rgb) -> f64 {
    luminance_of([linear(r), linear(g), linear(b)])
}

/// WCAG contrast ratio, 1 to 21.
pub fn ratio(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// CIE lightness L*, 0 to 100, as this sight sees it.
pub fn lightness((r, g, b): Rgb, sight: Sight) -> f64 {
    let rgb = [linear(r), linear(g), linear(b)];
    let matrix = match sight {
        Sight::Normal => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        Sight::Deuteranopia => [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        Sight::Protanopia => [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    };
    let seen = matrix.map(|row| {
        row.iter()
            .zip(rgb)
            .map(|(k, c)| k * c)
            .sum::<f64>()
            .clamp(0.0, 1.0)
    });
    let y = luminance_of(seen);
    if y <= 216.0 / 24_389.0 {
        y * 24_389.0 / 27.0
    } else {
        116.0 * y.cbrt() - 16.0
    }
}

/// What a number of the table of 256 looks like on nearly every terminal (16 and above).
pub fn table256(number: u8) -> Rgb {
    match number {
        232.. => {
            let grey = 8 + (number - 232) * 10;
            (grey, grey, grey)
        }
        16.. => {
            let step = |n: u8| if n == 0 { 0 } else { 55 + n * 40 };
            let n = number - 16;
            (step(n / 36), step(n / 6 % 6), step(n % 6))
        }
        // The first sixteen are the terminal's own; no theme uses them by number.
        _ => (0, 0, 0),
    }
}
