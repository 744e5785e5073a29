using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Qinglian.Application.Demo;
using Qinglian.Application.Demo.County;
using Qinglian.Data.Ledger.Verification;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Demo;

public sealed partial class DemoCountyTests(LoadedCounty county, ITestOutputHelper output) : IClassFixture<LoadedCounty>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_step_of_the_story_is_one_the_desk_allows()
    {
        output.WriteLine($"{county.Took.TotalSeconds:0.0} s, {county.Worked.TotalSeconds:0.0} s of processor time, {county.World.Acts} acts");
        foreach (var line in await RowsAsync("select procedure || ' ' || state || ' ' || count(*) from dossier group by procedure, state order by 1")) output.WriteLine(line);
        Assert.Empty(county.World.Unexpected);
        Assert.InRange(await county.Database.AskAsync<long>("select count(*) from dossier"), 2_600, 6_500);
    }

    [Fact]
    public async Task The_ledger_of_the_story_is_intact()
    {
        var audit = new LedgerAudit(county.Database.Owner, county.Services.GetRequiredService<RegisterBook>(), [county.Services.GetRequiredService<CheckpointKey>().Public]);
        var report = await audit.RunAsync([], null, Cancel);

        Assert.True(report.Intact, string.Join("; ", report.Standing.Select(s => s.Words.En)));
        Assert.Equal(await county.Database.AskAsync<long>("select count(*) from ledger_line"), report.Ledger.Lines);
    }

    [Fact]
    public async Task No_line_lies_in_the_future_and_the_first_is_two_years_old()
    {
        var (first, last) = (await county.Database.AskAsync<DateTime>("select min(at) from ledger_line"), await county.Database.AskAsync<DateTime>("select max(at) from ledger_line"));

        Assert.True(last <= LoadedCounty.Now.UtcDateTime);
        Assert.InRange((LoadedCounty.Now.UtcDateTime - first).TotalDays, 729, 733);
    }

    [Fact]
    public async Task One_department_alone_has_no_stationed_group()
    {
        var rules = county.Services.GetRequiredService<IRules>();
        var registrar = county.Services.GetRequiredService<IRegistrar>();
        var mandates = new List<MandateRow>();
        await foreach (var entry in registrar.AllAsync(county.Services.GetRequiredService<RegisterBook>().Of<MandateRow>(), new() { Take = 500 }, Actor.System, Cancel)) mandates.Add(entry.As<MandateRow>());

        var gap = Assert.Single(Coverage.Gaps(rules.Organisation, mandates, rules.Settings));
        Assert.Equal(CountyPlan.Uncovered, gap.Unit.Code);
        Assert.Equal(UnitKind.StationedGroup, gap.Lacks.By);
    }

    [Theory]
    [InlineData("policy-document", "Imported,UnderReview,Issued,Closed")]
    [InlineData("issue", "InProgress,EvidenceSubmitted,Closed,Withdrawn")]
    [InlineData("task", "Accepted,InProgress,EvidenceSubmitted,Closed,Withdrawn")]
    [InlineData("responsibility", "InProgress")]
    [InlineData("work-order", "Accepted,InProgress,EvidenceSubmitted,Closed")]
    [InlineData("instruction", "Asked,Answered,Closed")]
    [InlineData("monthly-return", "Sent")]
    [InlineData("appraisal", "Published")]
    [InlineData("bulletin", "Issued")]
    [InlineData("carried-out", "Unmatched,Matched,NotNeeded,Missing")]
    [InlineData("alert", "DueSoon,Overdue,UrgingProposed,Urged,SupervisionProposed,Supervised,Closed,Withdrawn")]
    public async Task Dossiers_stand_in_every_state_a_visitor_looks_for(string procedure, string states) =>
        Assert.Empty(states.Split(',').Except(await RowsAsync($"select distinct state from dossier where procedure = '{procedure}'")));

    [Theory]
    [InlineData("office", "Region")]
    [InlineData("leader", "Department")]
    [InlineData("office", "Department")]
    [InlineData("leader", "Town")]
    [InlineData("supervisor", "Department")]
    public async Task The_desk_of_each_main_role_is_not_empty(string duty, string kind)
    {
        var (book, rules, dossiers) = (county.Services.GetRequiredService<ProcedureBook>(), county.Services.GetRequiredService<IRules>(), county.Services.GetRequiredService<IDossiers>());
        var holders = await RowsAsync($"select g.person::text from duty_grant g join unit u on u.number = g.unit and u.current where g.current and g.duty = '{duty}' and u.kind = '{kind}' order by g.unit limit 120");
        var waiting = 0;
        foreach (var holder in holders)
        {
            var actor = (await county.Services.GetRequiredService<IActors>().LoadAsync(new(Guid.Parse(holder)), Cancel))!;
            waiting += await dossiers.CountAsync(new() { Open = true, Turns = Turns.Of(book, rules.Organisation, actor) }, actor, 100, Cancel);
        }

        Assert.True(waiting > 0);
    }

    [Fact]
    public async Task People_reply_dispute_step_back_and_are_refused()
    {
        foreach (var action in (string[])["ReplyToAlert", "DisputeAlert", "UpholdDispute", "TurnDownDispute", "StepBack", "AskForHelp", "ExtendTime", "ReturnEvidence", "SplitTask", "OrderWork", "AttachFile", "EditDuty", "RejectDuties", "Supplement"])
        {
            Assert.True(await county.Database.AskAsync<bool>($"select exists (select from ledger_line where action = '{action}' and kind = 'Act')"), action);
        }

        Assert.True(await county.Database.AskAsync<long>("select count(*) from ledger_line where kind = 'Refusal'") >= 20);
        Assert.True(await county.Database.AskAsync<long>("select count(distinct content -> 'outcome') from dossier where procedure = 'task' and state = 'Closed'") >= 4);
        Assert.True(await county.Database.AskAsync<long>("select count(*) from setting where code not like 'demo.%'") >= 4);
        Assert.True(await county.Database.AskAsync<long>("select count(*) from attachment where dossier_id is not null") >= 20);
    }

    [Fact]
    public async Task Recent_notices_are_unread_and_none_waits_in_the_outbox()
    {
        Assert.Equal(0, await county.Database.AskAsync<long>("select count(*) from outbox where done_at is null"));
        Assert.True(await county.Database.AskAsync<bool>("select exists (select from notice where read_at is null) and exists (select from notice where read_at is not null)"));
        Assert.True(await county.Database.AskAsync<DateTime>("select max(at) from notice") <= LoadedCounty.Now.UtcDateTime);
    }

    [Fact]
    public async Task Nothing_looks_like_a_citizen_number_or_a_telephone_number()
    {
        foreach (var text in await RowsAsync("select content::text || title from dossier union all select name || number from person union all select name || code from unit union all select text from rule_clause"))
        {
            Assert.DoesNotMatch(PrivateNumber(), text);
        }
    }

    [Fact]
    public async Task The_demonstration_says_that_it_is_one()
    {
        Assert.True(await DemoCounty.IsLoadedAsync(county.Database.App, Cancel));
        Assert.Equal(2, await county.Database.AskAsync<long>($"select count(*) from ledger_line where procedure = 'setting {DemoCounty.Mark.Code}'"));
        Assert.Contains("虚构", await county.Database.AskAsync<string>($"select reason from setting where code = '{DemoCounty.Mark.Code}' and version = 1"));
    }

    [Fact]
    public async Task A_second_load_does_nothing()
    {
        var before = await county.Database.AskAsync<long>("select count(*) from ledger_line");

        Assert.False(await DemoCounty.LoadAsync(county.Services, new LoadedCounty.Heard([]), Cancel));
        Assert.Equal(before, await county.Database.AskAsync<long>("select count(*) from ledger_line"));
    }

    [Fact]
    public async Task A_database_with_anything_of_its_own_is_left_alone()
    {
        await using var world = await TestWorld.OpenAsync();
        var before = await world.Database.AskAsync<long>("select count(*) from ledger_line");

        Assert.False(await DemoCounty.BelongsAsync(world.Database.App, mayLoad: true, Cancel));
        Assert.False(await DemoCounty.LoadAsync(world.Services, new LoadedCounty.Heard([]), Cancel));
        Assert.Equal(before, await world.Database.AskAsync<long>("select count(*) from ledger_line"));
    }

    [Fact]
    public async Task The_same_seed_tells_the_same_story()
    {
        // Which of two matters of one moment gets the lower number is not part of the story.
        const string Counts = @"select procedure || ' ' || state || ' ' || unit_id || ' ' || regexp_replace(title, '[A-Z]{2}-\d{4}-\d+', '#') from dossier order by 1";
        await using var second = new LoadedCounty();
        await second.InitializeAsync();

        Assert.Equal(await RowsAsync("select number || name from person order by 1"), await RowsAsync("select number || name from person order by 1", second.Database));
        var (told, again) = (await RowsAsync(Counts), await RowsAsync(Counts, second.Database));
        Assert.Empty(told.Except(again).Select(t => "once: " + t).Concat(again.Except(told).Select(t => "again: " + t)));
        Assert.Equal(told, again);
    }

    [Fact]
    public void The_workbooks_can_be_read_and_the_wrong_rows_are_wrong()
    {
        List<Column> columns = [new("number", new("人员编号", "Number"), Required: true), new("name", new("姓名", "Name"), Required: true), new("archive", new("廉政档案建档日期", "Archive"), Qinglian.Documents.Sheets.ColumnKind.Date)];
        var good = SheetReader.Read(new MemoryStream(DemoFiles.PersonsWorkbook(withErrors: false)), "人员.xlsx", columns);
        var bad = SheetReader.Read(new MemoryStream(DemoFiles.PersonsWorkbook(withErrors: true)), "人员.xlsx", columns);

        Assert.Equal((12, 0), (good.Rows.Count, good.Refused.Count));
        Assert.Equal((15, 2), (bad.Rows.Count, bad.Refused.Count));
        List<Column> units = [new("code", new("单位代码", "Code"), Required: true)];
        Assert.Equal(DemoCounty.Plan().Units.Count + 6, SheetReader.Read(new MemoryStream(DemoFiles.OrganisationWorkbook()), "机构.xlsx", units).Rows.Count);
    }

    private Task<List<string>> RowsAsync(string sql) => RowsAsync(sql, county.Database);

    private static async Task<List<string>> RowsAsync(string sql, TestDatabase database)
    {
        await using var command = database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancel)) rows.Add(reader.GetString(0));
        return rows;
    }

    // Eighteen digits (the last may be X), or a mobile number of eleven.
    [GeneratedRegex(@"(?<![0-9A-Za-z-])(?:[1-9][0-9]{16}[0-9Xx]|1[3-9][0-9]{9})(?![0-9A-Za-z-])")]
    private static partial Regex PrivateNumber();
}
