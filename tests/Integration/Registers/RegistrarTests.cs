using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using static Qinglian.Tests.Integration.Registers.RegisterWorld;

namespace Qinglian.Tests.Integration.Registers;

public sealed class RegistrarTests
{
    [Fact]
    public async Task A_change_keeps_what_held_before()
    {
        await using var world = await OpenAsync();
        var county = await world.UnitAsync("320999", "清川县", null, UnitKind.Region);
        var id = await world.AddAsync(new UnitRow("D01", "交通局", null, UnitKind.Department, county));

        Assert.Empty(await world.Registrar.ChangeAsync(id, new UnitRow("D01", "交通运输局", "交通局", UnitKind.Department, county), 1, new(2024, 6, 1), "机构改革", Actor.System, default));

        var units = world.Book.Of<UnitRow>();
        Assert.Equal("交通局", (await world.Registrar.FindAsync(units, id, new(2024, 5, 31), Actor.System, default))!.As<UnitRow>().Name);
        Assert.Equal("交通运输局", (await world.Registrar.FindAsync(units, id, new(2024, 6, 1), Actor.System, default))!.As<UnitRow>().Name);
        Assert.Equal("交通运输局", world.Rules.Organisation.FindByCode("D01")!.Name);
        var before = await world.Registrar.ListAsync(units, new() { On = new(2024, 5, 31) }, Actor.System, default);
        Assert.Equal(["清川县", "交通局"], before.Entries.Select(e => e.As<UnitRow>().Name));
        var history = await world.Registrar.HistoryAsync(units, id, Actor.System, default);
        Assert.Equal([2, 1], history.Select(e => e.Revision));
        Assert.Equal("机构改革", history[0].Reason);
    }

    [Fact]
    public async Task A_correction_for_an_earlier_day_takes_the_place_of_what_was_recorded_for_later()
    {
        await using var world = await OpenAsync();
        var id = await world.AddAsync(new UnitRow("D01", "甲局", null, UnitKind.Department, null));
        var units = world.Book.Of<UnitRow>();
        UnitRow Called(string name) => new("D01", name, null, UnitKind.Department, null);
        Assert.Empty(await world.Registrar.ChangeAsync(id, Called("乙局"), 1, new(2025, 6, 1), "改名", Actor.System, default));

        Assert.Empty(await world.Registrar.ChangeAsync(id, Called("丙局"), 2, new(2025, 3, 1), "更正", Actor.System, default));

        foreach (var (day, name) in ((DateOnly, string)[])[(new(2025, 2, 28), "甲局"), (new(2025, 3, 1), "丙局"), (new(2025, 7, 1), "丙局")])
        {
            Assert.Equal(name, Assert.Single((await world.Registrar.ListAsync(units, new() { On = day }, Actor.System, default)).Entries).As<UnitRow>().Name);
            Assert.Equal(name, (await world.Registrar.FindAsync(units, id, day, Actor.System, default))!.As<UnitRow>().Name);
        }
    }

    [Fact]
    public async Task A_change_recorded_beforehand_holds_from_its_day()
    {
        await using var world = await OpenAsync();
        var county = await world.UnitAsync("C", "清川县", null, UnitKind.Region);
        var town = await world.UnitAsync("T", "青山镇", county, UnitKind.Town);
        var id = await world.AddAsync(new UnitRow("V", "东村", null, UnitKind.Village, county));
        var village = world.Rules.Organisation.FindByCode("V")!.Id;

        Assert.Empty(await world.Registrar.ChangeAsync(id, new UnitRow("V", "东村", null, UnitKind.Village, town), 1, new(2026, 3, 6), "区划调整", Actor.System, default));

        Assert.Equal(county, world.Rules.Organisation[village].Parent);
        world.Clock.Now += TimeSpan.FromDays(1);
        await world.Rules.RefreshAsync(default);
        Assert.Equal(town, world.Rules.Organisation[village].Parent);
        Assert.Equal($"{county}.{town}.{village}", await world.Database.AskAsync<string>($"select path::text from unit_place where unit = {village}"));
    }

    [Fact]
    public async Task Whoever_saw_an_older_version_is_told_and_changes_nothing()
    {
        await using var world = await OpenAsync();
        var id = await world.AddAsync(new UnitRow("D01", "甲局", null, UnitKind.Department, null));
        Assert.Empty(await world.Registrar.ChangeAsync(id, new UnitRow("D01", "乙局", null, UnitKind.Department, null), 1, Today, "改名", Actor.System, default));

        var refusals = await world.Registrar.ChangeAsync(id, new UnitRow("D01", "丙局", null, UnitKind.Department, null), 1, Today, "改名", Actor.System, default);

        Assert.IsType<EntryChangedMeanwhile>(Assert.Single(refusals));
        Assert.Equal("乙局", (await world.NewestAsync<UnitRow>(id)).As<UnitRow>().Name);
        Assert.Equal(1, await world.Database.AskAsync<long>("select count(*) from ledger_line where kind = 'Refusal'"));
    }

    [Fact]
    public async Task The_same_form_sent_twice_adds_one()
    {
        await using var world = await OpenAsync();
        var id = Ids.New(world.Clock);
        var row = new UnitRow("D01", "甲局", null, UnitKind.Department, null);

        Assert.Empty(await world.Registrar.AddAsync(id, row, Today, null, Actor.System, default));
        Assert.Empty(await world.Registrar.AddAsync(id, row, Today, null, Actor.System, default));

        Assert.Equal(1, await world.Database.AskAsync<long>("select count(*) from unit"));
    }

    [Fact]
    public async Task Of_many_who_add_the_same_code_at_once_one_succeeds()
    {
        await using var world = await OpenAsync();

        var refusals = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            world.Registrar.AddAsync(Ids.New(world.Clock), new UnitRow("D01", $"第{i}局", null, UnitKind.Department, null), Today, null, Actor.System, default)));

        Assert.Single(refusals, r => r.Count == 0);
        Assert.All(refusals.Where(r => r.Count > 0), r => Assert.IsType<AlreadyOnRegister>(Assert.Single(r)));
        Assert.Single(world.Rules.Organisation.All);
    }

    [Fact]
    public async Task Of_many_who_change_the_same_version_at_once_one_succeeds()
    {
        await using var world = await OpenAsync();
        var id = await world.AddAsync(new UnitRow("D01", "甲局", null, UnitKind.Department, null));

        var refusals = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            world.Registrar.ChangeAsync(id, new UnitRow("D01", $"第{i}局", null, UnitKind.Department, null), 1, Today, "改名", Actor.System, default)));

        Assert.Single(refusals, r => r.Count == 0);
        Assert.Equal(2, (await world.NewestAsync<UnitRow>(id)).Revision);
    }

    [Fact]
    public async Task A_form_is_read_and_what_cannot_be_read_is_said_beside_its_field()
    {
        await using var world = await OpenAsync();
        var unit = await world.UnitAsync("D01", "甲局");
        var persons = world.Book.Of<PersonRow>();
        var known = await world.Registrar.ReferencesToAsync([], default);
        var typed = new Dictionary<string, string> { ["Number"] = "001", ["Name"] = "张三", ["Unit"] = "甲局", ["Covered"] = "true" };

        var (row, problems) = persons.Read(c => typed.GetValueOrDefault(c.Name), known);

        Assert.Empty(problems);
        Assert.Equal(new PersonRow("001", "张三", unit, null, false, true), row);
        typed["Unit"] = "乙局";
        typed.Remove("Name");
        Assert.Equal(["Name", "Unit"], persons.Read(c => typed.GetValueOrDefault(c.Name), known).Problems.Select(p => p.Field));
    }

    [Fact]
    public async Task A_code_is_free_again_once_its_entry_has_ended_but_the_number_is_not()
    {
        await using var world = await OpenAsync();
        var first = await world.AddAsync(new UnitRow("D01", "甲局", null, UnitKind.Department, null));
        var twin = await world.Registrar.AddAsync(Ids.New(world.Clock), new UnitRow("D01", "乙局", null, UnitKind.Department, null), Today, null, Actor.System, default);
        Assert.Equal("Code", Assert.IsType<AlreadyOnRegister>(Assert.Single(twin)).Field);

        Assert.Empty(await world.Registrar.EndAsync(world.Book.Of<UnitRow>(), first, 1, new(2026, 3, 4), "撤销", Actor.System, default));
        var second = await world.AddAsync(new UnitRow("D01", "乙局", null, UnitKind.Department, null), Today);

        Assert.NotEqual((await world.NewestAsync<UnitRow>(first)).Number, (await world.NewestAsync<UnitRow>(second)).Number);
        Assert.Equal("乙局", Assert.Single(world.Rules.Organisation.All).Name);
    }

    [Fact]
    public async Task The_last_day_still_counts()
    {
        await using var world = await OpenAsync();
        var unit = await world.UnitAsync("D01", "甲局");
        var person = await world.PersonAsync("001", unit);
        await world.AddAsync(new DutyGrantRow(person, Duties.Staff, unit, Reach.Own), new(2026, 1, 1), Today);

        Assert.Single((await world.ActorAsync(person)).Grants);

        world.Clock.Now += TimeSpan.FromDays(1);
        await world.Rules.RefreshAsync(default);
        Assert.Empty((await world.ActorAsync(person)).Grants);
    }

    [Fact]
    public async Task Every_version_has_a_line_in_the_ledger_that_names_the_one_before()
    {
        await using var world = await OpenAsync();
        var id = await world.AddAsync(new UnitRow("D01", "甲局", null, UnitKind.Department, null));
        Assert.Empty(await world.Registrar.ChangeAsync(id, new UnitRow("D01", "乙局", null, UnitKind.Department, null), 1, Today, "改名", Actor.System, default));
        Assert.Empty(await world.Registrar.EndAsync(world.Book.Of<UnitRow>(), id, 2, Today, "撤销", Actor.System, default));

        Assert.Equal("1 Add,2 Change,3 End", await world.Database.AskAsync<string>($"select string_agg(revision || ' ' || action, ',' order by revision) from ledger_line where subject = '{id}'"));
        Assert.Equal(2, await world.Database.AskAsync<long>(
            $"select count(*) from ledger_line a join ledger_line b on a.subject = b.subject and b.revision = a.revision + 1 and b.previous = a.hash where a.subject = '{id}'"));
        Assert.Equal(3, await world.Database.AskAsync<long>($"select count(*) from unit u join ledger_line l on l.subject = u.id and l.revision = u.revision and l.hash = u.head"));
    }

    [Fact]
    public async Task Only_those_entrusted_with_a_register_at_that_unit_change_it()
    {
        await using var world = await OpenAsync();
        var county = await world.UnitAsync("C", "清川县", null, UnitKind.Region);
        var a = await world.UnitAsync("A", "甲局", county);
        var b = await world.UnitAsync("B", "乙局", county);
        var office = await world.HolderAsync("001", Duties.Office, a);
        var staff = await world.HolderAsync("002", Duties.Staff, a);
        var elsewhere = new PersonRow("100", "李四", b, null, false, true);

        Assert.Empty(await world.Registrar.AddAsync(Ids.New(world.Clock), elsewhere with { Unit = a }, Today, null, office, default));
        Assert.IsType<NotYourRegister>(Assert.Single(await world.Registrar.AddAsync(Ids.New(world.Clock), elsewhere, Today, null, office, default)));
        Assert.IsType<NotYourRegister>(Assert.Single(await world.Registrar.AddAsync(Ids.New(world.Clock), elsewhere with { Number = "101", Unit = a }, Today, null, staff, default)));
        Assert.IsType<NotYourRegister>(Assert.Single(await world.Registrar.AddAsync(Ids.New(world.Clock), new UnitRow("X", "丙局", null, UnitKind.Department, county), Today, null, office, default)));
        Assert.Equal(3, await world.Database.AskAsync<long>("select count(*) from ledger_line where kind = 'Refusal' and procedure in ('person', 'unit')"));
    }

    [Fact]
    public async Task Persons_are_seen_by_units_and_everybody_sees_themselves()
    {
        await using var world = await OpenAsync();
        var county = await world.UnitAsync("C", "清川县", null, UnitKind.Region);
        var a = await world.UnitAsync("A", "甲局", county);
        var b = await world.UnitAsync("B", "乙局", county);
        var leader = await world.HolderAsync("A1", Duties.Leader, a);
        var far = await world.PersonAsync("B1", b);
        var nobody = await world.ActorAsync(far);
        var persons = world.Book.Of<PersonRow>();

        async Task<IEnumerable<string>> SeenBy(Actor actor) => (await world.Registrar.ListAsync(persons, new(), actor, default)).Entries.Select(e => e.As<PersonRow>().Number);

        Assert.Equal(["A1"], await SeenBy(leader));
        Assert.Equal(["B1"], await SeenBy(nobody));
        Assert.Equal(["A1", "B1"], await SeenBy(Actor.System));
        Assert.Null(await world.Registrar.FindAsync(persons, far.Value, null, leader, default));
        await Assert.ThrowsAsync<NotFoundException>(() => world.Registrar.ChangeAsync(far.Value, new PersonRow("B1", "改名", b, null, true, true), 1, Today, "更正", leader, default));
        Assert.Equal(["张A1"], (await world.Directory.SearchAsync("张", null, leader, 10, default)).Select(p => p.Name));
    }

    [Fact]
    public async Task The_database_shows_no_more_where_the_query_forgot_to_ask()
    {
        await using var world = await OpenAsync();
        var a = await world.UnitAsync("A", "甲局");
        var b = await world.UnitAsync("B", "乙局");
        await world.PersonAsync("A1", a);
        await world.PersonAsync("B1", b);

        async Task<long> CountAsync(string scope)
        {
            await using var connection = await world.Database.App.OpenConnectionAsync();
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(new("begin"));
            batch.BatchCommands.Add(new($"select set_config('app.scope', '{scope}', true)"));
            await batch.ExecuteNonQueryAsync();
            await using var ask = new NpgsqlCommand("select count(*) from person", connection);
            return (long)(await ask.ExecuteScalarAsync())!;
        }

        Assert.Equal(0, await CountAsync(""));
        Assert.Equal(1, await CountAsync($"{{[{a},{a}]}}"));
        Assert.Equal(2, await CountAsync($"{{[{a},{b}]}}"));
    }

    [Theory]
    [InlineData("delete from unit")]
    [InlineData("truncate unit")]
    [InlineData("update unit set name = '改了'")]
    [InlineData("update unit set current = true where not current")]
    [InlineData("update unit set current = false where current")]
    [InlineData("update unit set valid_until = '2019-12-31' where current")]
    [InlineData("update unit set valid_until = '2019-12-31' where not current")]
    [InlineData("update unit set valid_until = null where valid_until is not null")]
    [InlineData("insert into unit (id, revision, key, begins_on, valid_from, current, recorded_by, recorded_at, head, code, name, kind, number) values (gen_random_uuid(), 1, 'X', '2026-01-01', '2026-01-01', true, gen_random_uuid(), now(), '\\x00', 'X', '无账', 'Office', 99)")]
    public async Task What_was_recorded_cannot_be_rewritten_not_even_by_the_owner(string statement)
    {
        await using var world = await OpenAsync();
        var id = await world.AddAsync(new UnitRow("D01", "甲局", null, UnitKind.Department, null));
        Assert.Empty(await world.Registrar.ChangeAsync(id, new UnitRow("D01", "乙局", null, UnitKind.Department, null), 1, Today, "改名", Actor.System, default));

        await Assert.ThrowsAsync<PostgresException>(() => world.Database.ExecuteAsync(statement));
        await using var app = world.Database.App.CreateCommand(statement);
        await Assert.ThrowsAsync<PostgresException>(() => app.ExecuteNonQueryAsync());
    }

    [Fact]
    public async Task A_long_list_is_the_same_by_pages_as_whole()
    {
        await using var world = await OpenAsync();
        for (var i = 0; i < 23; i++) await world.UnitAsync($"U{i:00}", $"第{i}单位");
        var units = world.Book.Of<UnitRow>();

        var paged = new List<string>();
        for (string? after = null; ;)
        {
            var page = await world.Registrar.ListAsync(units, new() { After = after, Take = 5 }, Actor.System, default);
            paged.AddRange(page.Entries.Select(e => e.As<UnitRow>().Code));
            if ((after = page.Next) is null) break;
        }

        Assert.Equal(Enumerable.Range(0, 23).Select(i => $"U{i:00}"), paged);
        Assert.Equal(["U07"], (await world.Registrar.ListAsync(units, new() { Text = "第7" }, Actor.System, default)).Entries.Select(e => e.As<UnitRow>().Code));
        Assert.Empty((await world.Registrar.ListAsync(units, new() { Text = "%" }, Actor.System, default)).Entries);
    }

    [Fact]
    public async Task Every_register_has_its_table_with_its_columns_and_the_walls_around_it()
    {
        await using var world = await OpenAsync();
        foreach (var register in world.Book.All)
        {
            var columns = (await world.Database.AskAsync<string[]>($"select array_agg(column_name::text) from information_schema.columns where table_name = '{register.Table}'")).ToHashSet();
            Assert.Subset(columns, register.Columns.Select(c => c.SqlName).ToHashSet());
            Assert.Equal(register.Columns.Count + 12 + (register.Numbered ? 1 : 0), columns.Count);
            Assert.True(await world.Database.AskAsync<bool>($"select relrowsecurity from pg_class where relname = '{register.Table}'"), register.Code);
            Assert.Equal(6, await world.Database.AskAsync<long>($"select count(*) from pg_trigger where tgrelid = '\"{register.Table}\"'::regclass and tgname in ('kept', 'never_deleted', 'never_emptied', 'ledger_line_demanded', 'given_way', 'told')"));
            Assert.Empty((await world.Registrar.ListAsync(register, new() { Text = "甲" }, Actor.System, default)).Entries);
        }
    }
}
