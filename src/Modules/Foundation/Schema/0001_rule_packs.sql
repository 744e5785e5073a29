-- Rule packs and their clauses; see keep_as_register in the kernel's schema for what all registers have.
create table rule_pack (code text not null, version text not null, name text not null, state text not null, issued_by text, document text);
select keep_as_register('rule_pack', open => true);

create table rule_clause (pack text not null, version text not null, number text not null, "text" text not null, above text, unit integer);
select keep_as_register('rule_clause', place => 'unit', open => true);
create index ix_rule_clause_pack on rule_clause (pack) where current;
