-- What waits for somebody is counted for the tabs after every change: the few bookings that are still to come.
CREATE INDEX ix_booking_open ON booking (site_id, status, starts_at)
    WHERE status IN ('requested', 'held', 'confirmed');
