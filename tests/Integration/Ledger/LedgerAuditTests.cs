using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Tests.Integration.Ledger;

/// <summary>Desk, registers and jobs write; then somebody with the owner's login tampers, and verification says so.</summary>
public sealed class LedgerAuditTests
{
    [Fact]
    public async Task What_the_desk_and_the_registers_wrote_verifies()
    {
        await using var scene = await LedgerScene.WithOrdersAsync(5);

        var report = await scene.VerifyAsync();

        Assert.Empty(report.Ledger.Findings);
        Assert.Empty(report.Standing);
        Assert.True(report.Intact);
        Assert.Equal(0, report.Waiting);
        Assert.Equal(await scene.Database.AskAsync<long>("select count(*) from ledger_line"), report.Ledger.Lines);
        Assert.True(report.Compared >= 5 + 5 + 10 + 10);
    }

    [Fact]
    public async Task Lines_that_wait_for_their_place_are_verified_too()
    {
        await using var scene = await LedgerScene.WithOrdersAsync(1);
        await scene.OrderAsync();

        var report = await scene.VerifyAsync();

        Assert.True(report.Intact);
        Assert.Equal(2, report.Waiting);
    }

    /// <summary>Everything an owner of the database can do to a ledger of which nothing is kept elsewhere.</summary>
    public static TheoryData<string> Tampering =>
    [
        // A line is changed, in each of its fields.
        "update ledger_line set actor = gen_random_uuid() where id = (select line_id from ledger_leaf where position = 7)",
        "update ledger_line set at = at + interval '1 microsecond' where id = (select line_id from ledger_leaf where position = 7)",
        "update ledger_line set at = 'infinity' where id = (select line_id from ledger_leaf where position = 7)",
        "update ledger_line set kind = 'Read' where id = (select line_id from ledger_leaf where position = 7)",
        "update ledger_line set kind = 'Nonsense' where id = (select line_id from ledger_leaf where position = 7)",
        "update ledger_line set subject = gen_random_uuid() where id = (select line_id from ledger_leaf where position = 7)",
        "update ledger_line set revision = revision + 5 where id = (select max(line_id) from ledger_leaf)",
        "update ledger_line set procedure = 'x' where id = (select line_id from ledger_leaf where position = 7)",
        "update ledger_line set action = 'x' where id = (select line_id from ledger_leaf where position = 7)",
        "update ledger_line set commitment = sha256('x') where id = (select line_id from ledger_leaf where position = 7)",
        "update ledger_line set commitment = 'x' where id = (select line_id from ledger_leaf where position = 7)",
        "update ledger_line set previous = sha256('x') where id = (select line_id from ledger_leaf where position = 7)",
        "update ledger_line set hash = sha256('x') where id = (select line_id from ledger_leaf where position = 7)",

        // A line is removed: in the middle, with everything about it, or the last of all with its traces.
        "delete from ledger_line where id = (select line_id from ledger_leaf where position = 7)",
        "delete from ledger_leaf where position = 7",
        "delete from ledger_line where id = (select line_id from ledger_leaf where position = 7); delete from ledger_leaf where position = 7",
        "delete from ledger_line where id = (select max(line_id) from ledger_leaf); delete from ledger_content where line_id = (select max(line_id) from ledger_leaf); delete from ledger_leaf where position = (select max(position) from ledger_leaf)",
        "delete from ledger_leaf where position >= 10; delete from ledger_node where (index + 1) << level > 10; delete from ledger_line where id not in (select line_id from ledger_leaf); delete from ledger_content where line_id not in (select line_id from ledger_leaf); delete from ledger_checkpoint",

        // Two lines change places, or one stands twice.
        "update ledger_leaf set position = -1 where position = 7; update ledger_leaf set position = 7 where position = 8; update ledger_leaf set position = 8 where position = -1",
        "alter table ledger_leaf drop constraint ux_ledger_leaf_line_id; update ledger_leaf set line_id = (select line_id from ledger_leaf where position = 6) where position = 7",

        // Contents.
        "update ledger_content set content = '{}' where line_id = (select line_id from ledger_leaf where position = 7)",
        "update ledger_content set salt = sha256('x') where line_id = (select line_id from ledger_leaf where position = 7)",
        "delete from ledger_content where line_id = (select line_id from ledger_leaf where position = 7)",

        // Leaves, nodes and checkpoints.
        "update ledger_leaf set hash = sha256('x') where position = 7",
        "update ledger_node set hash = sha256('x') where level = 1 and index = 3",
        "update ledger_node set hash = sha256('x') where level = 3 and index = 0",
        "delete from ledger_node where level = 2 and index = 1",
        "update ledger_checkpoint set note = replace(note, E'\\ntime ', E'\\ntime 1')",
        "update ledger_checkpoint set note = 'nothing'",
        "update ledger_checkpoint set root = sha256('x')",
        "update ledger_checkpoint set size = size - 1",

        // What stands in the tables.
        "update dossier set revision = revision - 1 where id = (select id from dossier limit 1)",
        "update dossier set head = sha256('x') where id = (select id from dossier limit 1)",
        "delete from dossier where id = (select id from dossier limit 1)",
        "update duty_grant set head = sha256('x') where id = (select id from duty_grant limit 1)",
        "delete from duty_grant where id = (select id from duty_grant limit 1)",
        "insert into setting (code, version, value, reason, changed_by, changed_at) values ('pages.near-days', 1, '99', 'x', gen_random_uuid(), now())",
        "insert into ledger_pending (line_id) select line_id from ledger_leaf where position = 7",
        "insert into ledger_pending (line_id) values (999999999)",
    ];

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task Whatever_is_tampered_with_is_found(string sql)
    {
        await using var scene = await LedgerScene.WithOrdersAsync(4);
        await scene.TamperAsync(sql);

        var report = await scene.VerifyAsync();

        Assert.False(report.Intact, "nothing was found");
    }

    /// <summary>Every column of a dossier, each given another value.</summary>
    private static readonly (string Column, string Value)[] DossierColumns =
    [
        ("number", "'GD-2026-99999'"), ("procedure", "'matter'"), ("version", "'2'"), ("unit_id", "unit_id + 1"), ("title", "'别的'"), ("state", "'Issued'"), ("step", "'x'"),
        ("assignee", "null"), ("opened_by", "gen_random_uuid()"), ("opened_at", "opened_at - interval '1 microsecond'"), ("changed_at", "changed_at + interval '1 microsecond'"), ("closed_at", "now()"),
        ("entered_on", "entered_on - 1"), ("entered_act", "entered_act + 1"), ("due_on", "due_on + 30"), ("due_at", "now()"), ("due_provisional", "not due_provisional"), ("extended", "not extended"),
        ("days_left", "5"), ("compartment", "'alpha'"), ("sealed", "not sealed"), ("parties", "array[gen_random_uuid()]"), ("recused", "array[gen_random_uuid()]"), ("origin", "gen_random_uuid()"), ("parent", "gen_random_uuid()"),
        ("flow", "jsonb_set(flow, '{acts,0,by}', to_jsonb(gen_random_uuid()))"), ("content", "content || '{\"task\": \"别的\"}'"), ("content", "content || '{\"hidden\": 1}'"),
    ];

    [Fact]
    public async Task A_value_of_a_dossier_that_was_changed_past_the_desk_is_found_and_the_dossier_named()
    {
        await using var scene = await LedgerScene.WithOrdersAsync(3);
        var id = await scene.Database.AskAsync<Guid>("select id from dossier order by id offset 1 limit 1");
        foreach (var (column, value) in DossierColumns)
        {
            var found = await FoundAsync(scene, "dossier", id, column, value);
            Assert.Equal((id, column == "content"), (found.Subject, found.Words.En.StartsWith("The content of matter", StringComparison.Ordinal)));
        }

        // Whoever adds a column must say in the line how it stands, or a change of it is never found. The head is the line itself; the region never changes; the period is worked out from the content.
        var columns = await scene.Database.AskAsync<string>("select string_agg(column_name, ',') from information_schema.columns where table_name = 'dossier'");
        Assert.Empty(columns.Split(',').Except(DossierColumns.Select(c => c.Column)).Except(["id", "revision", "head", "region", "period"]));
    }

    [Fact]
    public async Task A_value_of_a_register_that_was_changed_past_the_program_is_found_and_named()
    {
        await using var scene = await LedgerScene.WithOrdersAsync(0);
        foreach (var (table, column, value, name) in new[]
        {
            ("person", "name", "'别人'", "Name"), ("person", "unit", "unit + 1", "Unit"), ("duty_grant", "duty", "'leader-x'", "Duty"), ("duty_grant", "reach", "case reach when 'Own' then 'Below' else 'Own' end", "Reach"),
            ("unit", "parent", "coalesce(parent, 0) + 7", "Parent"), ("unit", "short_name", "'新'", "ShortName"), ("unit", "number", "number + 100", "number"), ("person", "key", "'zz'", "key"),
            ("person", "begins_on", "begins_on - 1", "beginsOn"), ("duty_grant", "ends_on", "'2030-01-01'", "endsOn"), ("duty_grant", "reason", "'x'", "reason"), ("duty_grant", "valid_from", "valid_from - 1", "validFrom"),
            ("duty_grant", "recorded_by", "gen_random_uuid()", "recordedBy"), ("duty_grant", "recorded_at", "recorded_at + interval '1 microsecond'", "recordedAt"),
            ("duty_grant", "valid_until", "'2026-01-01'", "does not follow"), ("duty_grant", "current", "false", "does not follow"),
        })
        {
            var id = await scene.Database.AskAsync<Guid>($"select id from {table} order by id limit 1");
            var found = await FoundAsync(scene, table, id, column, value);
            Assert.Equal(id, found.Subject);
            Assert.Contains(name, found.Words.En, StringComparison.Ordinal);
        }
    }

    /// <summary>Changes one value, verifies, and puts it back.</summary>
    private static async Task<Data.Ledger.Verification.StandingFinding> FoundAsync(LedgerScene scene, string table, Guid id, string column, string value)
    {
        var columns = await scene.Database.AskAsync<string>($"select string_agg(quote_ident(column_name), ', ') from information_schema.columns where table_name = '{table}' and is_generated = 'NEVER'");
        await scene.TamperAsync($"create table kept as select * from {table} where id = '{id}'; update {table} set {column} = {value} where id = '{id}'");
        var found = (await scene.VerifyAsync()).Standing;
        await scene.TamperAsync($"delete from {table} where id = '{id}'; insert into {table} ({columns}) select {columns} from kept; drop table kept");
        return found.Count == 1 ? found[0] : throw new InvalidOperationException($"{table}.{column}: {found.Count} findings");
    }

    [Fact]
    public async Task Every_act_that_changes_more_than_it_says_still_verifies()
    {
        await using var scene = await LedgerScene.WithOrdersAsync(1);
        var world = scene.World;
        var head = await world.ActorAsync("教育局局长");
        var id = await scene.OrderAsync();
        await world.ActAsync(id, new AskForTime(new(2026, 5, 1), "需要时间 \u0001\t\"引号\" \\ 😀"), await world.ActorAsync("教育局干部"));
        await world.ActAsync(id, new AddNote("a\u007f\u2028b"), head);
        await world.ActAsync(id, new RecusePerson((await world.ActorAsync("镇党政办")).Id, "亲属"), head);

        var report = await scene.VerifyAsync();

        Assert.Empty(report.Standing);
    }

    [Fact]
    public async Task The_place_that_was_changed_is_named()
    {
        await using var scene = await LedgerScene.WithOrdersAsync(4);
        await scene.TamperAsync("update ledger_line set action = 'x' where id = (select line_id from ledger_leaf where position = 7)");

        var found = Assert.Single((await scene.VerifyAsync()).Ledger.Findings);

        Assert.Equal((LedgerFault.Changed, 7L), (found.Fault, found.Position));
    }

    [Theory]
    [InlineData("update ledger_line set action = 'x' where id = (select max(line_id) from ledger_pending)")]
    [InlineData("update ledger_line set previous = null where id = (select max(line_id) from ledger_pending)")]
    [InlineData("update ledger_content set content = '{}' where line_id = (select max(line_id) from ledger_pending)")]
    [InlineData("delete from ledger_content where line_id = (select max(line_id) from ledger_pending)")]
    [InlineData("delete from ledger_line where id = (select max(line_id) from ledger_pending)")]
    [InlineData("delete from ledger_pending where line_id = (select max(line_id) from ledger_pending)")]
    [InlineData("with last as (delete from ledger_pending where line_id = (select max(line_id) from ledger_pending) returning line_id), c as (delete from ledger_content using last where ledger_content.line_id = last.line_id) delete from ledger_line using last where id = last.line_id")]
    public async Task A_line_that_still_waits_is_not_easier_to_tamper_with(string sql)
    {
        await using var scene = await LedgerScene.WithOrdersAsync(1);
        await scene.OrderAsync();
        await scene.TamperAsync(sql);

        Assert.False((await scene.VerifyAsync()).Intact, "nothing was found");
    }

    [Fact]
    public async Task A_ledger_that_was_rewritten_and_signed_anew_is_shown_by_a_checkpoint_kept_elsewhere()
    {
        await using var scene = await LedgerScene.WithOrdersAsync(2);
        var kept = (await scene.World.Ledger.NewestCheckpointAsync(default))!;
        await scene.TamperAsync("truncate ledger_leaf, ledger_node, ledger_checkpoint, ledger_pending; delete from ledger_content where line_id in (select id from ledger_line where kind = 'SignIn'); delete from ledger_line where kind = 'SignIn'; insert into ledger_pending select id from ledger_line");
        await scene.World.Ledger.CheckpointAsync(default);

        Assert.True((await scene.VerifyAsync()).Intact, "without the outside checkpoint it looks right");
        Assert.Contains((await scene.VerifyAsync(kept)).Ledger.Findings, f => f.Fault is LedgerFault.Truncated or LedgerFault.CheckpointMismatch);
    }

    [Fact]
    public async Task A_checkpoint_signed_by_another_key_is_found()
    {
        await using var scene = await LedgerScene.WithOrdersAsync(1);
        using var other = CheckpointKey.Create(World.TestWorld.Origin);
        Checkpoint.TryRead((await scene.World.Ledger.NewestCheckpointAsync(default))!, out var checkpoint);
        await scene.TamperAsync($"update ledger_checkpoint set note = '{checkpoint!.Sign(other)}'");

        Assert.Contains((await scene.VerifyAsync()).Ledger.Findings, f => f.Fault == LedgerFault.CheckpointInvalid);
    }

    [Fact]
    public async Task Verification_goes_on_while_work_is_done()
    {
        await using var scene = await LedgerScene.WithOrdersAsync(2);
        using var stop = new CancellationTokenSource();
        var work = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await scene.OrderAsync();
                await scene.World.RunAsync("sequencer");
            }
        });

        for (var i = 0; i < 5; i++)
        {
            var report = await scene.VerifyAsync();
            Assert.True(report.Intact, string.Join('\n', report.Ledger.Findings.Select(f => f.Words.En).Concat(report.Standing.Select(f => f.Words.En))));
        }

        await stop.CancelAsync();
        await work;
    }
}
