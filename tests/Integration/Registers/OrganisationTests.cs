using Npgsql;
using Qinglian.Data.Registers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using static Qinglian.Tests.Integration.Registers.RegisterWorld;

namespace Qinglian.Tests.Integration.Registers;

public sealed class OrganisationTests
{
    [Fact]
    public async Task A_unit_that_moves_takes_all_below_it_along()
    {
        await using var world = await OpenAsync();
        var county = await world.UnitAsync("C", "清川县", null, UnitKind.Region);
        var a = await world.UnitAsync("A", "甲镇", county, UnitKind.Town);
        var b = await world.UnitAsync("B", "乙镇", county, UnitKind.Town);
        var villageEntry = await world.AddAsync(new UnitRow("V", "东村", null, UnitKind.Village, a));
        var village = world.Rules.Organisation.FindByCode("V")!.Id;
        var group = await world.UnitAsync("G", "一组", village, UnitKind.Office);

        Assert.Empty(await world.Registrar.ChangeAsync(villageEntry, new UnitRow("V", "东村", null, UnitKind.Village, b), 1, Today, "区划调整", Actor.System, default));

        Assert.Equal($"{county}.{b}.{village}.{group}", world.Rules.Organisation[group].Path.Value);
        Assert.Equal($"{county}.{b}.{village}.{group}", await world.Database.AskAsync<string>($"select path::text from unit_place where unit = {group}"));
        Assert.Equal(3, await world.Database.AskAsync<long>($"select count(*) from unit_place where path <@ (select path from unit_place where unit = {b})"));
        Assert.Equal([a], world.Rules.Organisation.Branch(a).Select(u => u.Id));
    }

    [Fact]
    public async Task After_any_moves_the_tree_in_memory_and_the_one_in_the_database_agree()
    {
        await using var world = await OpenAsync();
        var chance = new Random(20260305);
        var entries = new List<(Guid Entry, UnitId Unit, string Code)>();
        for (var i = 0; i < 15; i++)
        {
            var parent = entries.Count == 0 ? (UnitId?)null : entries[chance.Next(entries.Count)].Unit;
            var entry = await world.AddAsync(new UnitRow($"U{i}", $"单位{i}", null, UnitKind.Department, parent));
            entries.Add((entry, world.Rules.Organisation.FindByCode($"U{i}")!.Id, $"U{i}"));
        }

        var refused = 0;
        for (var i = 0; i < 60; i++)
        {
            var (entry, unit, code) = entries[chance.Next(entries.Count)];
            var parent = entries[chance.Next(entries.Count)].Unit;
            var below = world.Rules.Organisation[parent].Path.IsWithin(world.Rules.Organisation[unit].Path);
            var newest = await world.NewestAsync<UnitRow>(entry);

            var refusals = await world.Registrar.ChangeAsync(entry, newest.As<UnitRow>() with { Parent = parent }, newest.Revision, Today, "调整", Actor.System, default);

            if (below)
            {
                Assert.IsType<BelowItself>(Assert.Single(refusals));
                refused++;
            }
            else
            {
                Assert.True(refusals is [] or [NothingChanged], code);
            }

            var stored = await world.Database.AskAsync<string>("select string_agg(unit || ':' || path::text, ' ' order by unit) from unit_place");
            Assert.Equal(string.Join(' ', world.Rules.Organisation.All.OrderBy(u => u.Id.Value).Select(u => $"{u.Id}:{u.Path}")), stored);
        }

        Assert.True(refused > 0);
    }

    [Fact]
    public async Task A_unit_with_units_below_it_is_not_abolished()
    {
        await using var world = await OpenAsync();
        var county = await world.AddAsync(new UnitRow("C", "清川县", null, UnitKind.Region, null));
        await world.UnitAsync("A", "甲局", world.Rules.Organisation.FindByCode("C")!.Id);

        var refusals = await world.Registrar.EndAsync(world.Book.Of<UnitRow>(), county, 1, Today, "撤销", Actor.System, default);

        Assert.IsType<UnitsRemainBelow>(Assert.Single(refusals));
    }

    [Fact]
    public async Task The_three_administrators_are_kept_apart_from_each_other_and_from_all_work()
    {
        await using var world = await OpenAsync();
        var unit = await world.UnitAsync("A", "甲局");
        var person = await world.PersonAsync("001", unit);
        await world.GrantAsync(person, Duties.SystemAdministrator, unit);

        foreach (var other in (Duty[])[Duties.SecurityAdministrator, Duties.AuditAdministrator, Duties.Staff])
        {
            var refusals = await world.Registrar.AddAsync(Ids.New(world.Clock), new DutyGrantRow(person, other, unit, Reach.Own), Today, null, Actor.System, default);
            Assert.IsType<DutiesExclude>(Assert.Single(refusals));
        }

        var clerk = await world.PersonAsync("002", unit);
        await world.GrantAsync(clerk, Duties.Staff, unit);
        var turned = await world.Registrar.AddAsync(Ids.New(world.Clock), new DutyGrantRow(clerk, Duties.AuditAdministrator, unit, Reach.Own), Today, null, Actor.System, default);
        Assert.IsType<DutiesExclude>(Assert.Single(turned));
    }

    [Fact]
    public async Task A_duty_taken_away_at_once_makes_room_for_another()
    {
        await using var world = await OpenAsync();
        var unit = await world.UnitAsync("A", "甲局");
        var person = await world.PersonAsync("001", unit);
        var grant = await world.GrantAsync(person, Duties.SystemAdministrator, unit);
        Assert.True((await world.ActorAsync(person)).HoldsAnywhere(Duties.SystemAdministrator));

        Assert.Empty(await world.Registrar.EndAsync(world.Book.Of<DutyGrantRow>(), grant, 1, new(2026, 3, 4), "免去", Actor.System, default));

        Assert.Empty((await world.ActorAsync(person)).Grants);
        await world.AddAsync(new DutyGrantRow(person, Duties.Staff, unit, Reach.Own), Today);
        Assert.Equal(Duties.Staff, Assert.Single((await world.ActorAsync(person)).Grants).Duty);
    }

    [Fact]
    public async Task The_database_itself_keeps_the_administrators_apart()
    {
        await using var world = await OpenAsync();
        var unit = await world.UnitAsync("A", "甲局");
        var person = await world.PersonAsync("001", unit);
        await world.GrantAsync(person, Duties.SystemAdministrator, unit);

        await world.Database.ExecuteAsync("alter table duty_grant disable trigger ledger_line_demanded");
        var fault = await Assert.ThrowsAsync<PostgresException>(() => world.Database.ExecuteAsync(
            $"insert into duty_grant (id, revision, key, begins_on, valid_from, current, recorded_by, recorded_at, head, person, duty, unit, reach, given_as) values (gen_random_uuid(), 1, 'k', '2026-01-01', '2026-01-01', true, gen_random_uuid(), now(), '\\x00', '{person}', 'staff', {unit}, 'Own', 'Appointed')"));
        Assert.Contains("administrators", fault.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_security_administrator_gives_duties_but_never_to_themselves()
    {
        await using var world = await OpenAsync();
        var county = await world.UnitAsync("C", "清川县", null, UnitKind.Region);
        var security = await world.HolderAsync("S", Duties.SecurityAdministrator, county);
        var person = await world.PersonAsync("001", county);

        Assert.Empty(await world.Registrar.AddAsync(Ids.New(world.Clock), new DutyGrantRow(person, Duties.Staff, county, Reach.Own), Today, null, security, default));
        var own = await world.Registrar.AddAsync(Ids.New(world.Clock), new DutyGrantRow(security.Id, Duties.Leader, county, Reach.Own), Today, null, security, default);
        Assert.Contains(own, r => r is NotForYourself);
        Assert.True(security.Scope.IsEmpty);
        var staff = await world.ActorAsync(person);
        Assert.IsType<NotYourRegister>(Assert.Single(await world.Registrar.AddAsync(Ids.New(world.Clock), new DutyGrantRow(security.Id, Duties.Leader, county, Reach.Own), Today, null, staff, default)));
    }

    [Fact]
    public async Task A_deputy_acts_for_somebody_and_until_a_day()
    {
        await using var world = await OpenAsync();
        var unit = await world.UnitAsync("A", "甲局");
        var (head, deputy) = (await world.PersonAsync("001", unit), await world.PersonAsync("002", unit));
        var row = new DutyGrantRow(deputy, Duties.Leader, unit, Reach.Below, GrantReason.Deputising);

        var refusals = await world.Registrar.AddAsync(Ids.New(world.Clock), row, Today, null, Actor.System, default);

        Assert.Equal(["EndsOn", "ActingFor"], refusals.Select(r => r.Field));
        await world.AddAsync(row with { ActingFor = head }, Today, new(2026, 3, 31));
        Assert.Equal(new DateOnly(2026, 3, 31), Assert.Single((await world.ActorAsync(deputy)).Grants).Until);
        Assert.Equal([deputy], await world.Directory.HoldersAsync(Duties.Leader, unit, default));
    }

    [Fact]
    public async Task An_actor_has_what_counts_today_and_sees_what_the_duties_reach()
    {
        await using var world = await OpenAsync();
        var county = await world.UnitAsync("C", "清川县", null, UnitKind.Region);
        var town = await world.UnitAsync("T", "青山镇", county, UnitKind.Town);
        var village = await world.UnitAsync("V", "东村", town, UnitKind.Village);
        var bureau = await world.UnitAsync("B", "交通局", county);
        var person = await world.PersonAsync("001", town);
        await world.GrantAsync(person, Duties.Leader, town);
        await world.AddAsync(new DutyGrantRow(person, Duties.Supervisor, bureau, Reach.Own), new(2026, 4, 1));
        await world.AddAsync(new CompartmentRow("alpha", "专案一组", "办案"));
        await world.AddAsync(new CompartmentMemberRow("alpha", person, "参加办案"));

        var actor = await world.ActorAsync(person);

        Assert.Equal([Duties.Leader], actor.Grants.Select(g => g.Duty));
        Assert.Equal(["alpha"], actor.Compartments);
        Assert.True(actor.Scope.Contains(village));
        Assert.False(actor.Scope.Contains(bureau));
        Assert.Null(await world.Actors.LoadAsync(new(Ids.New(world.Clock)), default));
    }

    [Fact]
    public async Task The_line_of_a_person_is_the_heads_of_the_unit_who_is_in_charge_of_it_and_declared_relatives()
    {
        await using var world = await OpenAsync();
        var county = await world.UnitAsync("C", "清川县", null, UnitKind.Region);
        var bureau = await world.UnitAsync("B", "交通局", county);
        var (secretary, vice, head, clerk, cousin) = (await world.PersonAsync("1", county), await world.PersonAsync("2", county), await world.PersonAsync("3", bureau), await world.PersonAsync("4", bureau), await world.PersonAsync("5", county));
        await world.GrantAsync(secretary, Duties.Leader, county);
        await world.GrantAsync(head, Duties.Leader, bureau);
        await world.AddAsync(new WorkDivisionRow(vice, county, "交通", bureau));
        await world.AddAsync(new RelativeRow(cousin, clerk));

        Assert.Equal(new HashSet<PersonId> { vice, head, cousin }, world.Rules.LineOf(clerk).ToHashSet());
        Assert.Equal([vice], world.Rules.LineOf(head));
        Assert.Null(await world.Settings.ChangeAsync(Line.Levels, "2", "扩大回避范围", 0, Actor.System, default));
        Assert.Contains(secretary, world.Rules.LineOf(clerk));
    }

    [Fact]
    public async Task A_relation_is_declared_once_and_reading_it_leaves_a_line()
    {
        await using var world = await OpenAsync();
        var unit = await world.UnitAsync("A", "甲局");
        var (a, b) = (await world.PersonAsync("1", unit), await world.PersonAsync("2", unit));
        await world.AddAsync(new RelativeRow(a, b));

        Assert.IsType<AlreadyOnRegister>(Assert.Single(await world.Registrar.AddAsync(Ids.New(world.Clock), new RelativeRow(b, a), Today, null, Actor.System, default)));
        var leader = await world.HolderAsync("3", Duties.Leader, unit);
        Assert.Empty((await world.Registrar.ListAsync(world.Book.Of<RelativeRow>(), new(), leader, default)).Entries);
        Assert.Single((await world.Registrar.ListAsync(world.Book.Of<RelativeRow>(), new(), await world.ActorAsync(a), default)).Entries);
        Assert.Equal(0, await world.Database.AskAsync<long>("select count(*) from ledger_line where kind = 'Read'"));
        var supervision = await world.HolderAsync("4", Duties.SupervisionLeader, unit);
        Assert.Single((await world.Registrar.ListAsync(world.Book.Of<RelativeRow>(), new(), supervision, default)).Entries);
        Assert.Equal(supervision.Id.Value, await world.Database.AskAsync<Guid>("select actor from ledger_line where kind = 'Read' and procedure = 'relative'"));
    }

    [Fact]
    public async Task Another_program_hears_of_a_change()
    {
        await using var world = await OpenAsync();
        using var other = new LiveRules(world.Database.App, world.Time);
        await other.RefreshAsync(default);
        using var listener = new RulesListener(world.Database.App, other, Microsoft.Extensions.Logging.Abstractions.NullLogger<RulesListener>.Instance);
        await listener.StartAsync(default);
        await Task.Delay(200);

        await world.UnitAsync("A", "甲局");

        for (var i = 0; i < 100 && other.Organisation.FindByCode("A") is null; i++) await Task.Delay(50);
        Assert.NotNull(other.Organisation.FindByCode("A"));
        await listener.StopAsync(default);
    }

    [Fact]
    public async Task A_setting_changes_by_versions_with_a_reason()
    {
        await using var world = await OpenAsync();
        var unit = await world.UnitAsync("A", "甲局");
        var staff = await world.HolderAsync("1", Duties.Staff, unit);
        var administrator = await world.HolderAsync("2", Duties.SystemAdministrator, unit);

        Assert.IsType<NotYourPart>(await world.Settings.ChangeAsync(Line.Levels, "2", "理由", 0, staff, default));
        Assert.Equal("Value", (await world.Settings.ChangeAsync(Line.Levels, "两级", "理由", 0, administrator, default))!.Field);
        var required = Coverage.Required[UnitKind.Department];
        Assert.Equal("Value", (await world.Settings.ChangeAsync(required, "Overal", "理由", 0, administrator, default))!.Field);
        Assert.Equal("Reason", (await world.Settings.ChangeAsync(Line.Levels, "2", " ", 0, administrator, default))!.Field);
        Assert.Null(await world.Settings.ChangeAsync(Line.Levels, "2", "首次调整", 0, administrator, default));
        Assert.IsType<ChangedMeanwhile>(await world.Settings.ChangeAsync(Line.Levels, "3", "又一次", 0, administrator, default));
        Assert.Null(await world.Settings.ChangeAsync(Line.Levels, "3", "又一次", 1, administrator, default));

        Assert.Equal(3, world.Rules.Settings.Number(Line.Levels));
        Assert.Equal(["又一次", "首次调整"], (await world.Settings.HistoryAsync(Line.Levels, default)).Select(v => v.Reason));
        Assert.Equal(2, await world.Database.AskAsync<long>("select count(*) from ledger_line where kind = 'Setting'"));
    }

    [Fact]
    public async Task A_published_year_is_taken_in_and_counts_at_once()
    {
        await using var world = await OpenAsync();
        Assert.False(world.Rules.Calendar.IsPublished(2199));
        var year = new CalendarYear(2199, [new(new("元旦", "New Year"), new(2199, 1, 1), new(2199, 1, 3))], [], []);
        var file = CalendarFile.Write([year, .. WorkingCalendar.Bundled.Years.Take(1)]);

        var import = await world.Calendars.ImportAsync(file, "测试通知", Actor.System, default);

        Assert.Equal([2199], import.Kept);
        Assert.Single(import.Same);
        Assert.True(world.Rules.Calendar.IsPublished(2199));
        Assert.False(world.Rules.Calendar.IsWorkingDay(new(2199, 1, 2)));
        Assert.Equal([2199], (await world.Calendars.ImportAsync(file, "测试通知", Actor.System, default)).Same.Where(y => y == 2199));
        Assert.IsType<NotYourPart>((await world.Calendars.ImportAsync(file, "测试通知", Actor.Public, default)).Refusal);
    }
}
