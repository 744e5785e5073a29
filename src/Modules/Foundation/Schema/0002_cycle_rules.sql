-- What falls due again and again at a unit, and who is told beforehand.
create table cycle_rule (unit integer not null, name text not null, cycle text not null, duty text not null, ahead integer not null, basis text);
select keep_as_register('cycle_rule', place => 'unit', open => true);
