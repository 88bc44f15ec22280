//! The messages a workshop begins with, in English. They are its own to edit from then on.
//!
//! A field stands in single braces: `customer`, `vehicle`, `workshop`, `phone`, `day`, `time`, `old_day`,
//! `old_time`, `number`, `total`, `due_day`.

use crate::domain::customer::Channel;
use crate::domain::outbox::About;

/// A template: what it tells of, where it goes, subject, body.
pub(super) type Template = (About, Channel, &'static str, &'static str);

pub(super) const TEMPLATES: &[Template] = &[
    (
        About::BookingConfirmed,
        Channel::Email,
        "Your booking on {day} at {time}",
        "Dear {customer},\n\nyour {vehicle} is booked in for {day} at {time}. Your booking is {number}.\n\n\
         If the time does not suit you, please call us on {phone}.\n\n{workshop}\n",
    ),
    (
        About::BookingMoved,
        Channel::Email,
        "Your booking has moved to {day} at {time}",
        "Dear {customer},\n\nwe have moved your booking {number} for the {vehicle} from {old_day}, {old_time} to \
         {day} at {time}.\n\nIf the time does not suit you, please call us on {phone}.\n\n{workshop}\n",
    ),
    (
        About::BookingCancelled,
        Channel::Email,
        "Your booking on {day} is cancelled",
        "Dear {customer},\n\nyour booking {number} for the {vehicle} on {day} at {time} is cancelled.\n\n\
         For another day please call us on {phone}.\n\n{workshop}\n",
    ),
    (
        About::BookingReminder,
        Channel::Email,
        "Tomorrow at {time}: your {vehicle}",
        "Dear {customer},\n\nwe expect you and your {vehicle} on {day} at {time}.\n\n\
         If you cannot come, please call us on {phone}.\n\n{workshop}\n",
    ),
    (
        About::JobReady,
        Channel::Email,
        "Your {vehicle} is ready",
        "Dear {customer},\n\nyour {vehicle} is ready for collection (job {number}).\n\n\
         Questions? Call us on {phone}.\n\n{workshop}\n",
    ),
    (
        About::EstimateSent,
        Channel::Email,
        "Estimate {number} for your {vehicle}",
        "Dear {customer},\n\nattached is what we found on your {vehicle} and what the work would cost: {total}. \
         The prices hold until {due_day}.\n\n\
         Nothing is begun without your word: please call us on {phone}.\n\n{workshop}\n",
    ),
    (
        About::ProgressNote,
        Channel::Email,
        "Your {vehicle}: how the work gets on",
        "Dear {customer},\n\nabout your {vehicle} (job {number}):\n\n{note}\n\n\
         Questions? Call us on {phone}.\n\n{workshop}\n",
    ),
    (
        About::InvoicePosted,
        Channel::Email,
        "Invoice {number}",
        "Dear {customer},\n\nattached is invoice {number} for {total}, due on {due_day}.\n\n\
         Thank you for coming to us.\n\n{workshop}\n{phone}\n",
    ),
    (
        About::BookingConfirmed,
        Channel::Sms,
        "",
        "{workshop}: your {vehicle} is booked in for {day} at {time}. {phone}",
    ),
    (
        About::BookingMoved,
        Channel::Sms,
        "",
        "{workshop}: your booking has moved to {day} at {time}. {phone}",
    ),
    (
        About::BookingCancelled,
        Channel::Sms,
        "",
        "{workshop}: your booking on {day} at {time} is cancelled. {phone}",
    ),
    (
        About::BookingReminder,
        Channel::Sms,
        "",
        "{workshop}: we expect your {vehicle} on {day} at {time}. {phone}",
    ),
    (
        About::JobReady,
        Channel::Sms,
        "",
        "{workshop}: your {vehicle} is ready for collection. {phone}",
    ),
    (
        About::EstimateSent,
        Channel::Sms,
        "",
        "{workshop}: the work on your {vehicle} would cost {total}, until {due_day}. Please call {phone}.",
    ),
    (
        About::ProgressNote,
        Channel::Sms,
        "",
        "{workshop}, your {vehicle}: {note} {phone}",
    ),
    (
        About::InvoicePosted,
        Channel::Sms,
        "",
        "{workshop}: invoice {number} for {total}, due on {due_day}.",
    ),
];
