using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Qinglian.Data.Dossiers;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Foundation.Instructions;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.WorkOrders;
using Microsoft.Extensions.DependencyInjection;
using Qinglian.Kernel.Jobs;
using Qinglian.Warnings;

namespace Qinglian.Bench;

/// <summary>
/// Two years of dossiers of a county, put into the tables by COPY with triggers off. What lies in their rows was made by the desk once
/// for each state; who, where, when and what about is spread as in an office: half with departments, a third with towns, of the older
/// ones one in twenty-five still open.
/// </summary>
internal sealed class ManyDossiers(Place place, int count)
{
    private static readonly string[] Verbs = ["核查", "整改", "报送", "督促落实", "开展", "完善", "公开", "清理"];
    private static readonly string[] Matters =
        ["惠民补贴发放", "低保名单复核", "三公经费支出", "工程招投标资料", "村务公开栏", "扶贫资产登记", "公务用车管理", "食堂采购台账", "危房改造验收", "农田水利项目", "学校校服采购", "医保基金使用"];

    private readonly Random _chance = new(20260301);
    private readonly Dictionary<(string Procedure, string State), (string Flow, string Content)> _samples = [];

    /// <summary>A word of one title in twelve, and one of one title in five thousand.</summary>
    public const string CommonWord = "低保", RareWord = "桥梁";

    public async Task LoadAsync()
    {
        await SampleAsync();
        var indexes = new List<string>();
        await using (var find = place.Owner.CreateCommand("select indexname, indexdef from pg_indexes where tablename in ('dossier', 'dossier_text') and indexname not like 'pk%' and indexname not like 'ux%'"))
        await using (var reader = await find.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) indexes.Add(reader.GetString(0) + "\n" + reader.GetString(1));
        }

        foreach (var index in indexes) await place.ExecuteAsync($"drop index {index.Split('\n')[0]}");
        var rows = Rows().ToList();
        await CopyAsync(rows);
        foreach (var index in indexes) await place.ExecuteAsync("set maintenance_work_mem = '512MB'; " + index.Split('\n')[1]);
        await place.ExecuteAsync("vacuum analyze dossier");
        await place.ExecuteAsync("vacuum analyze dossier_text");
    }

    /// <summary>Lets the desk and the ladder make one dossier of each kind and state.</summary>
    private async Task SampleAsync()
    {
        var office = await place.ActorAsync(County.Person(County.Whole, 1));
        var owner = await place.ActorAsync(County.Person(County.FirstDepartment, 2));
        var town = await place.ActorAsync(County.Person(County.FirstTown, 1));
        var steps = new (object Action, Actor By)[] { (new AcceptItem(null), owner), (new StartWork("逐户入户核对，比对银行流水。"), owner), (new SubmitEvidence(Outcome.Solved, "已核对 312 户，差错 4 户，均已纠正。", null, null), owner), (new ConfirmClosed("抽查 30 户，与所报一致。"), office) };
        for (var reached = 0; reached <= steps.Length; reached++)
        {
            var id = Ids.New(place.Time.Now);
            Need(await place.Desk.OpenAsync(id, new GiveOrder(new(County.FirstDepartment), "样例", "按要求核对底数，形成清单。", owner.Id, place.Time.Today), office, default));
            foreach (var (action, by) in steps.Take(reached)) Need(await place.Desk.ActAsync(id, action, by, null, default));
        }

        Need(await place.Desk.OpenAsync(Ids.New(place.Time.Now), new FileInstruction(new(County.FirstTown), "样例", new(Guid.Empty, "重大事项", MatterKind.Request, false, "县委规定"), place.Time.Today, "现将有关情况请示如下。", null), town, default));
        var ladder = place.Services.GetServices<IJob>().OfType<LadderJob>().Single();
        await ladder.RunAsync(new(place.Time.Now, place.Time.Today, (_, _) => { }), default);

        await using var command = place.Owner.CreateCommand("select procedure, state, flow::text, content::text from dossier");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) _samples[(reader.GetString(0), reader.GetString(1))] = (reader.GetString(2), reader.GetString(3));
    }

    private IEnumerable<Row> Rows()
    {
        var until = place.Time.Now.ToUniversalTime();
        var since = until.AddYears(-2);
        for (var i = 0; i < count; i++)
        {
            var opened = since + ((until - since) * ((i + 1.0) / (count + 1)));
            var (procedure, prefix) = _chance.Next(100) switch { < 50 => ("work-order", "GD"), < 70 => ("task", "RW"), < 80 => ("responsibility", "ZR"), < 88 => ("issue", "WT"), < 97 => ("alert", "YJ"), _ => ("instruction", "QS") };
            var open = _chance.NextDouble() < (i > 0.95 * count ? 0.85 : 0.04);
            var rare = _chance.Next(5000) == 0;
            var title = $"{Verbs[_chance.Next(Verbs.Length)]}{(rare ? RareWord + "加固" : Matters[_chance.Next(Matters.Length)])}（{opened.Year}年第{_chance.Next(1, 999)}批）";
            yield return new(Guid.CreateVersion7(opened), $"{prefix}-{opened.Year}-{i + 100:00000}", procedure, Unit(), title, State(procedure, open), opened, open, _chance.Next(-20, 60));
        }
    }

    private int Unit() => _chance.NextDouble() switch
    {
        < 0.006 => County.FirstVillage,
        < 0.50 => County.FirstDepartment + _chance.Next(County.Departments),
        < 0.80 => County.FirstTown + _chance.Next(County.Towns),
        _ => County.FirstVillage + _chance.Next(County.Towns * County.VillagesOfTown),
    };

    private string State(string procedure, bool open) => (procedure, open) switch
    {
        ("alert", true) => "DueSoon",
        ("instruction", true) => "Asked",
        (_, true) => _chance.Next(100) switch { < 25 => "Issued", < 40 => "Accepted", < 85 => "InProgress", _ => "EvidenceSubmitted" },
        _ => "Closed",
    };

    private async Task CopyAsync(List<Row> rows)
    {
        await using var connection = await place.Owner.OpenConnectionAsync();
        await using (var replica = new NpgsqlCommand("set session_replication_role = replica", connection)) await replica.ExecuteNonQueryAsync();
        await using (var copy = await connection.BeginBinaryImportAsync($"copy dossier ({DossierRow.Columns}) from stdin (format binary)"))
        {
            foreach (var row in rows) await WriteAsync(copy, row);
            await copy.CompleteAsync();
        }

        await using (var copy = await connection.BeginBinaryImportAsync("copy dossier_text (dossier_id, pieces, body) from stdin (format binary)"))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid);
                await copy.WriteAsync(SearchPieces.Of(row.Number, row.Title), NpgsqlDbType.Array | NpgsqlDbType.Text);
                await copy.WriteAsync(SearchPieces.Body(row.Number, row.Title), NpgsqlDbType.Text);
            }

            await copy.CompleteAsync();
        }

        await using (var origin = new NpgsqlCommand("set session_replication_role = origin", connection)) await origin.ExecuteNonQueryAsync();
    }

    private async Task WriteAsync(NpgsqlBinaryImporter copy, Row row)
    {
        var sample = _samples.GetValueOrDefault((row.Procedure, row.State), row.Procedure switch
        {
            "alert" => _samples[("alert", "DueSoon")],
            "instruction" => _samples[("instruction", "Asked")],
            _ => _samples[("work-order", row.State)],
        });
        var changed = row.Opened.AddDays(row.Open ? 1 : 15) is var later && later < place.Time.Now ? later : row.Opened;
        var due = DateOnly.FromDateTime(row.Open ? place.Time.Now.UtcDateTime : row.Opened.UtcDateTime).AddDays(row.Due);
        await copy.StartRowAsync();
        await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid);
        await copy.WriteAsync(row.Number, NpgsqlDbType.Text);
        await copy.WriteAsync(row.Procedure, NpgsqlDbType.Text);
        await copy.WriteAsync("1", NpgsqlDbType.Text);
        await copy.WriteAsync(row.Unit, NpgsqlDbType.Integer);
        await copy.WriteAsync(row.Title, NpgsqlDbType.Text);
        await copy.WriteAsync(row.State, NpgsqlDbType.Text);
        await copy.WriteNullAsync();
        if (row.Procedure is "instruction" || _chance.Next(4) == 0) await copy.WriteNullAsync();
        else await copy.WriteAsync(County.Person(row.Unit, 1 + _chance.Next(County.PeopleOfUnit - 1)).Value, NpgsqlDbType.Uuid);
        await copy.WriteAsync(Opener(row).Value, NpgsqlDbType.Uuid);
        await copy.WriteAsync(row.Opened.UtcDateTime, NpgsqlDbType.TimestampTz);
        await copy.WriteAsync(changed.UtcDateTime, NpgsqlDbType.TimestampTz);
        if (row.Open) await copy.WriteNullAsync();
        else await copy.WriteAsync(changed.UtcDateTime, NpgsqlDbType.TimestampTz);
        await copy.WriteAsync(DateOnly.FromDateTime(changed.UtcDateTime), NpgsqlDbType.Date);
        await copy.WriteAsync(0, NpgsqlDbType.Integer);
        if (row.Open) await copy.WriteAsync(due, NpgsqlDbType.Date);
        else await copy.WriteNullAsync();
        await copy.WriteNullAsync();
        await copy.WriteAsync(false, NpgsqlDbType.Boolean);
        await copy.WriteAsync(false, NpgsqlDbType.Boolean);
        await copy.WriteNullAsync();
        await copy.WriteAsync(1, NpgsqlDbType.Integer);
        await copy.WriteAsync(new byte[32], NpgsqlDbType.Bytea);
        await copy.WriteNullAsync();
        await copy.WriteAsync(false, NpgsqlDbType.Boolean);
        await copy.WriteNullAsync();
        await copy.WriteNullAsync();
        await copy.WriteNullAsync();
        await copy.WriteAsync(sample.Flow, NpgsqlDbType.Jsonb);
        await copy.WriteAsync(sample.Content, NpgsqlDbType.Jsonb);
    }

    // Most comes from the county's office, the rest from the unit's own.
    private PersonId Opener(Row row) => row.Procedure is "alert" ? default : _chance.Next(3) == 0 ? County.Person(row.Unit >= County.FirstVillage ? County.TownOf(row.Unit) : row.Unit, 1) : County.Person(County.Whole, 1);

    private static void Need(Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidOperationException($"Refused: {refusal.Code} {refusal.Words.En}");
    }

    private sealed record Row(Guid Id, string Number, string Procedure, int Unit, string Title, string State, DateTimeOffset Opened, bool Open, int Due);
}
