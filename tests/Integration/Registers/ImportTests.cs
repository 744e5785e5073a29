using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Registers;
using static Qinglian.Tests.Integration.Registers.RegisterWorld;

namespace Qinglian.Tests.Integration.Registers;

public sealed class ImportTests
{
    private const string UnitHeadings = "单位代码*|单位名称|单位类别|上级单位|统一社会信用代码|成立日期";

    private static readonly string[] UnitLines =
    [
        "V01|东村|村（社区）|青山镇||2001-5-1",
        "T01|青山镇|乡镇(街道)|320999||",
        "320999|清川县|地区||91350100M000100Y43|1950年1月1日",
        "||||| ",
        "B01|交通局|县直部门|清川县|91350100M000100Y44|",
        "B02|财政局|部门|清川县||",
        "B03|教育局|县直部门|不存在的县||2020.13.1",
        "T01|青山镇|乡镇（街道）|320999||",
        "Ｂ０４|民政局|Department|清川县||２０２０／３／５",
    ];

    [Fact]
    public async Task Good_lines_are_kept_and_bad_ones_come_back_with_every_reason()
    {
        await using var world = await OpenAsync();
        var units = world.Book.Of<UnitRow>();

        var report = await world.Registrar.ImportAsync(Order(units, UnitHeadings, UnitLines), Actor.System, null, default);

        Assert.Equal([2, 3, 4, 10], report.Rows.Where(r => r.Outcome == RowOutcome.Added).Select(r => r.Row.Number));
        var refused = report.Refused.ToDictionary(r => r.Row.Number, r => r.Problems);
        Assert.Equal([6, 7, 8, 9], refused.Keys.Order());
        Assert.Equal("CreditCode", Assert.Single(refused[6]).Field);
        Assert.Equal("Kind", Assert.Single(refused[7]).Field);
        Assert.Equal(["Parent"], refused[8].Select(p => p.Field));
        Assert.Equal(3, Assert.IsType<RowTwice>(Assert.Single(refused[9])).Other);
        var village = world.Rules.Organisation.FindByCode("V01")!;
        Assert.Equal(["青山镇", "清川县"], world.Rules.Organisation.Above(village.Id).Select(u => u.Name));
        Assert.Equal("民政局", world.Rules.Organisation.FindByCode("B04")!.Name);
    }

    [Fact]
    public async Task A_trial_says_exactly_what_the_import_then_does_and_leaves_nothing()
    {
        await using var world = await OpenAsync();
        var order = Order(world.Book.Of<UnitRow>(), UnitHeadings, UnitLines);

        var trial = await world.Registrar.TryImportAsync(order, Actor.System, default);
        Assert.Equal(0, await world.Database.AskAsync<long>("select count(*) from unit"));
        Assert.Equal(0, await world.Database.AskAsync<long>("select count(*) from ledger_line"));
        var done = await world.Registrar.ImportAsync(order, Actor.System, null, default);

        Assert.False(trial.Kept);
        Assert.Equal(trial.Rows.Select(r => (r.Row.Number, r.Outcome, r.Problems.Count)), done.Rows.Select(r => (r.Row.Number, r.Outcome, r.Problems.Count)));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_the_mended_lines_go_in()
    {
        await using var world = await OpenAsync();
        var units = world.Book.Of<UnitRow>();
        await world.Registrar.ImportAsync(Order(units, UnitHeadings, UnitLines), Actor.System, null, default);
        var lines = (string[])UnitLines.Clone();
        lines[4] = "B01|交通局|县直部门|清川县|91350100M000100Y43|";
        lines[1] = "T01|青山镇人民政府|乡镇(街道)|320999||";

        var report = await world.Registrar.ImportAsync(Order(units, UnitHeadings, lines), Actor.System, null, default);

        Assert.Equal(1, report.Count(RowOutcome.Added));
        Assert.Equal([3], report.Rows.Where(r => r.Outcome == RowOutcome.Changed).Select(r => r.Row.Number));
        Assert.Equal(3, report.Count(RowOutcome.Unchanged));
        Assert.Equal("青山镇人民政府", world.Rules.Organisation.FindByCode("T01")!.Name);
    }

    [Fact]
    public async Task A_file_without_the_key_is_not_read_at_all()
    {
        await using var world = await OpenAsync();

        var report = await world.Registrar.ImportAsync(Order(world.Book.Of<UnitRow>(), "名字|单位名称|单位名称|备注", "a|b|c|d"), Actor.System, null, default);

        Assert.Equal([typeof(HeadingTwice), typeof(HeadingMissing)], report.Problems.Select(p => p.GetType()));
        Assert.Empty(report.Rows);
    }

    [Fact]
    public async Task Persons_name_their_units_and_what_a_file_leaves_out_stays()
    {
        await using var world = await OpenAsync();
        var county = await world.UnitAsync("C", "清川县", null, UnitKind.Region);
        foreach (var (code, town) in ((string, string)[])[("T1", "甲镇"), ("T2", "乙镇")])
        {
            await world.UnitAsync(code + "-V", "东村", await world.UnitAsync(code, town, county, UnitKind.Town), UnitKind.Village);
        }

        var persons = world.Book.Of<PersonRow>();
        var report = await world.Registrar.ImportAsync(
            Order(persons, "人员编号|姓名|所在单位|中共党员|监督对象", "001|张三|甲镇/东村|是|是", "002|李四|东村|是|是", "11010519491231002X|王五|清川县|否|是", "003|赵六|清川县|也许|是"), Actor.System, null, default);

        Assert.Equal([RowOutcome.Added, RowOutcome.Refused, RowOutcome.Refused, RowOutcome.Refused], report.Rows.Select(r => r.Outcome));
        Assert.Equal(["Unit", "Number", "PartyMember"], report.Refused.Select(r => Assert.Single(r.Problems).Field));
        Assert.Contains("2", report.Refused.First().Problems[0].Words.Zh, StringComparison.Ordinal);

        var second = await world.Registrar.ImportAsync(Order(persons, "人员编号|职级", "001|科级"), Actor.System, null, default);
        Assert.Equal(1, second.Count(RowOutcome.Changed));
        var row = (await world.NewestAsync<PersonRow>(second.Rows[0].Entry!.Value)).As<PersonRow>();
        Assert.Equal(("张三", "科级", true), (row.Name, row.Rank, row.Covered));
    }

    [Fact]
    public async Task What_is_exported_comes_back_without_a_difference_and_a_late_change_is_not_overwritten()
    {
        await using var world = await OpenAsync();
        var county = await world.UnitAsync("C", "清川县", null, UnitKind.Region);
        await world.PersonAsync("001", county);
        var late = await world.PersonAsync("002", county);
        await world.PersonAsync("003", county);
        var persons = world.Book.Of<PersonRow>();
        foreach (var language in Enum.GetValues<Language>())
        {
            var sheet = await world.Registrar.ExportAsync(persons, new(), language, Actor.System, default);
            var back = new ImportOrder(persons, new([.. sheet.Headings.Select(h => h.In(language))], [.. sheet.Rows.Select((r, i) => new ImportRow(i + 3, [.. r.Cells], r.Entry.Id, r.Entry.Revision))]), Today, "核对");
            Assert.Equal(3, (await world.Registrar.ImportAsync(back, Actor.System, null, default)).Count(RowOutcome.Unchanged));

            var edited = back.Sheet.Rows.Select(r => r with { Cells = [r.Cells[0], r.Cells[1] + "改", .. r.Cells.Skip(2)] }).ToList();
            var newest = await world.NewestAsync<PersonRow>(late.Value);
            Assert.Empty(await world.Registrar.ChangeAsync(late.Value, newest.As<PersonRow>() with { Rank = $"科级{language}" }, newest.Revision, Today, "任职", Actor.System, default));
            var report = await world.Registrar.ImportAsync(back with { Sheet = back.Sheet with { Rows = edited } }, Actor.System, null, default);

            Assert.Equal([RowOutcome.Changed, RowOutcome.Refused, RowOutcome.Changed], report.Rows.Select(r => r.Outcome));
            Assert.IsType<EntryChangedMeanwhile>(Assert.Single(report.Refused.Single().Problems));
        }

        Assert.Equal(2, await world.Database.AskAsync<long>("select count(*) from ledger_line where kind = 'Export'"));
    }

    [Fact]
    public async Task Tenures_follow_one_another_in_the_same_post()
    {
        await using var world = await OpenAsync();
        var unit = await world.UnitAsync("A", "甲局");
        await world.PersonAsync("001", unit);
        await world.AddAsync(new PostRow(unit, "局长", "正科级", true, 5), new(2010, 1, 1));
        var tenures = world.Book.Of<TenureRow>();

        var report = await world.Registrar.ImportAsync(
            Order(tenures, "人员|单位|岗位（职务）|任职日期|免职日期", "001|A|局长|2015-1-1|2018-12-31", "001|甲局|局长|2020-1-1|", "001|A|副局长|2020-1-1|", "001|A|局长|2018-6-1|2019-1-1", "009|A|局长||"), Actor.System, null, default);

        Assert.Equal([RowOutcome.Added, RowOutcome.Added, RowOutcome.Refused, RowOutcome.Refused, RowOutcome.Refused], report.Rows.Select(r => r.Outcome));
        Assert.IsType<NoSuchPost>(Assert.Single(report.Rows[2].Problems));
        Assert.Equal(2, (await world.Registrar.ListAsync(tenures, new() { Ended = true }, Actor.System, default)).Entries.Count);
        Assert.Single((await world.Registrar.ListAsync(tenures, new(), Actor.System, default)).Entries);
    }

    [Fact]
    public async Task Only_the_lines_of_one_s_own_units_go_in()
    {
        await using var world = await OpenAsync();
        var a = await world.UnitAsync("A", "甲局");
        await world.UnitAsync("B", "乙局");
        var office = await world.HolderAsync("O", Duties.Office, a);

        var report = await world.Registrar.ImportAsync(Order(world.Book.Of<PersonRow>(), "人员编号|姓名|所在单位", "001|张三|A", "002|李四|B"), office, null, default);

        Assert.Equal([RowOutcome.Added, RowOutcome.Refused], report.Rows.Select(r => r.Outcome));
        Assert.IsType<NotYourRegister>(Assert.Single(report.Rows[1].Problems));
    }

    [Fact]
    public async Task A_large_file_is_saved_in_batches_and_says_how_far_it_is()
    {
        await using var world = await OpenAsync();
        await world.UnitAsync("A", "甲局");
        var said = new List<(int Done, int Total)>();
        var order = Order(world.Book.Of<PersonRow>(), "人员编号|姓名|所在单位", [.. Enumerable.Range(0, 1000).Select(i => $"{i:0000}|人{i}|A")]);

        var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Registrar.ImportAsync(order, Actor.System, (done, total) => { if (done >= 600) stop.Cancel(); }, stop.Token));
        Assert.Equal(400, await world.Database.AskAsync<long>("select count(*) from person"));
        var report = await world.Registrar.ImportAsync(order, Actor.System, (done, total) => said.Add((done, total)), default);

        Assert.Equal((400, 600), (report.Count(RowOutcome.Unchanged), report.Count(RowOutcome.Added)));
        Assert.Equal([(200, 1000), (400, 1000), (600, 1000), (800, 1000), (1000, 1000)], said);
    }
}
