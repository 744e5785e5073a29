using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Qinglian.Application;
using Qinglian.Data.Jobs;
using Qinglian.Data.Ledger.Verification;
using Qinglian.Data.Registers;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Registers;

namespace Qinglian.Bench.Faults;

/// <summary>Looks at an installation after the kills, with everything that was acknowledged at hand.</summary>
internal static partial class FaultCheck
{
    public static async Task<(string Summary, IReadOnlyList<string> Wrong)> RunAsync(string folder, IReadOnlyList<(Guid Dossier, string Mark)> acknowledged)
    {
        await using var installation = await Installation.StartAsync(new() { Data = folder, Empty = true }, new ConfigurationBuilder().Build(), TextWriter.Null, default);
        await using var owner = installation.Server.OpenOwner();
        await using var services = new ServiceCollection().AddLogging().AddQinglian(installation.App, installation.Folder, "qinglian.local").BuildServiceProvider();
        await services.GetRequiredService<LiveRules>().RefreshAsync(default);
        var wrong = new List<string>();

        var lines = await LinesAsync(owner, wrong, acknowledged);
        var ledger = services.GetRequiredService<ILedgerBook>();
        await ledger.CheckpointAsync(default);
        var audit = await new LedgerAudit(owner, services.GetRequiredService<RegisterBook>(), [ledger.Key]).RunAsync([], null, default);
        wrong.AddRange(audit.Ledger.Findings.Select(f => f.Words.En));
        wrong.AddRange(audit.Standing.Select(f => f.Words.En));

        var told = await TellAsync(services, owner, wrong);
        return ($"{lines:N0} lines of acts in the ledger, {audit.Ledger.Lines:N0} lines verified, {audit.Compared:N0} dossiers and entries compared, {told:N0} notices told once each", wrong);
    }

    /// <summary>Every acknowledged act has its line under its dossier; every dossier has all its lines.</summary>
    private static async Task<int> LinesAsync(NpgsqlDataSource owner, List<string> wrong, IReadOnlyList<(Guid Dossier, string Mark)> acknowledged)
    {
        var (written, accepted, count) = (new HashSet<(Guid, string)>(), new HashSet<Guid>(), 0);
        await using (var command = owner.CreateCommand("select l.subject, l.action, c.content from ledger_line l join ledger_content c on c.line_id = l.id where l.kind in ('Opened', 'Act')"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                count++;
                if (reader.GetString(1) == "AcceptItem") accepted.Add(reader.GetGuid(0));
                foreach (Match mark in Marks().Matches(Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(2)))) written.Add((reader.GetGuid(0), mark.Value));
            }
        }

        foreach (var (dossier, mark) in acknowledged)
        {
            if (mark == "-" ? !accepted.Contains(dossier) : !written.Contains((dossier, mark))) wrong.Add($"The act {mark} on {dossier} was acknowledged and is not there.");
        }

        if (await AskAsync(owner, "select count(*) from dossier d where revision <> (select count(*) from ledger_line l where l.subject = d.id and l.kind in ('Opened', 'Act'))") is > 0 and var torn)
            wrong.Add($"{torn} dossiers have not as many lines as changes.");
        if (await AskAsync(owner, "select count(*) from dossier d where jsonb_array_length(flow -> 'acts') <> revision") is > 0 and var half) wrong.Add($"{half} dossiers do not hold all their acts.");
        return count;
    }

    /// <summary>Lets the outbox be emptied: every order's notice reaches the inbox, exactly once.</summary>
    private static async Task<long> TellAsync(ServiceProvider services, NpgsqlDataSource owner, List<string> wrong)
    {
        if (await AskAsync(owner, "select count(*) from dossier d where not exists (select from outbox o where o.dossier_id = d.id)") is > 0 and var silent) wrong.Add($"{silent} orders were given and nobody is told.");
        var jobs = services.GetRequiredService<JobRunner>();
        await jobs.RunAsync("outbox", default);
        if (await AskAsync(owner, "select count(*) from outbox where done_at is null") is > 0 and var waiting) wrong.Add($"{waiting} messages stay in the outbox.");
        if (await AskAsync(owner, "select count(*) from outbox o where channel = 'notice' and (select count(*) from notice n where n.source = o.id) <> 1") is > 0 and var lost) wrong.Add($"{lost} messages are not in the inbox exactly once.");
        return await AskAsync(owner, "select count(*) from notice");
    }

    private static async Task<long> AskAsync(NpgsqlDataSource owner, string sql)
    {
        await using var command = owner.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Marks();
}
