-- The page of a listener shows what was told it last.
create index ix_outbox_webhook on outbox ((payload ->> 'webhook'), id desc) where channel = 'webhook';
