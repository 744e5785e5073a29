using System.Globalization;
using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Registers;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Ledger.Verification;

/// <summary>
/// Compares what stands in the tables today with the ledger's last word on it. The tree alone cannot show that the newest lines of all
/// were cut off before a checkpoint confirmed them; what they changed is still there and shows it.
/// </summary>
internal sealed class StandingCheck(NpgsqlConnection connection, StandingFindings findings)
{
    private const string Chain = "kind in ('Act', 'Opened', 'Register', 'Setting')";
    private const int Page = 4096;

    /// <summary>How many dossiers and entries were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>How many lines have no place in the tree yet.</summary>
    public long Waiting { get; private set; }

    public async Task DossiersAsync(CancellationToken cancel)
    {
        await EachAsync(
            $"""
            select d.id, d.number, d.revision, n.revision, n.id, n.hash is not distinct from d.head, n.content, {StandingRows.Columns}, {StandingRows.Content} from dossier d
            left join lateral (select l.id, l.revision, l.hash, c.content from ledger_line l left join ledger_content c on c.line_id = l.id where l.subject = d.id and l.{Chain} order by l.revision desc limit 1) n on true
            """,
            row =>
            {
                Compared++;
                var (id, number, stands, last) = (row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.IsDBNull(3) ? 0 : row.GetInt32(3));
                if (last != stands) findings.Add(id, null, last < stands ? Cut.With(number, stands, last) : Behind.With(number, stands, last));
                else if (!row.GetBoolean(5)) findings.Add(id, null, OtherHead.With(number, stands));
                else if (!row.IsDBNull(6) && StandingRows.Said(row.GetFieldValue<byte[]>(6)) is { } said)
                {
                    // The revision is among the columns: it was compared already.
                    if (said.Columns != row.GetString(7)) findings.Add(id, row.GetInt64(4), OtherColumns.With(number, stands, row.GetInt64(4)));
                    if (said.Content != row.GetString(8)) findings.Add(id, row.GetInt64(4), OtherContent.With(number, stands, row.GetInt64(4)));
                }
            }, cancel);
        await EachAsync(
            "select l.subject, l.id from ledger_line l where l.kind = 'Opened' and not exists (select from dossier d where d.id = l.subject)",
            row => findings.Add(row.GetGuid(0), row.GetInt64(1), Gone.With(row.GetInt64(1))), cancel);
    }

    /// <summary>Every version of a register, whatever its age, says column by column what its line says.</summary>
    public async Task RegisterAsync(Register register, CancellationToken cancel)
    {
        var (code, table) = (register.Code, register.Table);
        await EachAsync(
            $"""
            select t.id, t.key, t.revision, l.id, l.hash is not distinct from t.head, c.content, {StandingRows.Of(register)}, l.actor = t.recorded_by, l.at = t.recorded_at, t.current
            from "{table}" t left join ledger_line l on l.subject = t.id and l.revision = t.revision and l.kind = 'Register' left join ledger_content c on c.line_id = l.id
            """,
            row =>
            {
                var (id, key, revision) = (row.GetGuid(0), row.GetString(1), row.GetInt32(2));
                if (row.GetBoolean(9)) Compared++;
                if (row.IsDBNull(3) || !row.GetBoolean(4))
                {
                    findings.Add(id, row.IsDBNull(3) ? null : row.GetInt64(3), NoLine.With(code, key, revision));
                    return;
                }

                var line = row.GetInt64(3);
                if (!row.IsDBNull(5))
                    foreach (var name in StandingRows.Unlike(row.GetFieldValue<byte[]>(5), row.GetString(6))) findings.Add(id, line, OtherField.With(code, key, revision, name, line));
                if (!row.GetBoolean(7)) findings.Add(id, line, OtherField.With(code, key, revision, "recordedBy", line));
                if (!row.GetBoolean(8)) findings.Add(id, line, OtherField.With(code, key, revision, "recordedAt", line));
            }, cancel);
        await EachAsync(
            $"""
            select l.subject, l.revision, l.id from ledger_line l
            where l.kind = 'Register' and l.procedure = '{code}' and not exists (select from "{table}" t where t.id = l.subject and t.revision = l.revision)
            """,
            row => findings.Add(row.GetGuid(0), row.GetInt64(2), NoVersion.With(row.GetInt64(2), code, row.GetInt32(1))), cancel);

        // Which version holds until when follows from the versions themselves.
        await EachAsync(
            $"""
            select v.id, v.key, v.revision from (
                select t.id, t.key, t.revision, t.current, t.valid_until, t.revision = max(t.revision) over (partition by t.id) as newest,
                    min(t.valid_from) over (partition by t.id order by t.revision rows between 1 following and unbounded following) - 1 as until
                from "{table}" t) v
            where v.current <> v.newest or v.valid_until is distinct from v.until
            """,
            row => findings.Add(row.GetGuid(0), null, OtherTime.With(code, row.GetString(1), row.GetInt32(2))), cancel);
    }

    /// <summary>Settings and published years: each version says what its line says.</summary>
    public async Task VersionsAsync(CancellationToken cancel)
    {
        await VersionsAsync("setting ", "Setting", "select 'setting ' || code as name, version, jsonb_build_object('code', code, 'value', value, 'reason', reason) as said, changed_by as actor, changed_at as at from setting", cancel);
        await VersionsAsync("calendar ", "Register", "select 'calendar ' || year as name, version, jsonb_build_object('year', year, 'content', content, 'source', source) as said, recorded_by as actor, recorded_at as at from calendar_year", cancel);
    }

    /// <summary>Lines that wait for their place: nothing in the tree covers them, so each is checked by its own hash and its chain.</summary>
    public async Task WaitingAsync(CancellationToken cancel)
    {
        var names = new LedgerPage.Names();
        for (var after = 0L; ; )
        {
            var bytes = await CopyRows.ReadAsync(
                connection,
                $"""
                select {LedgerPage.LineColumns}, l.hash, p.hash, w.line_id is not null from ledger_line l
                left join ledger_leaf f on f.line_id = l.id left join ledger_content c on c.line_id = l.id left join ledger_pending w on w.line_id = l.id
                left join ledger_line p on p.subject = l.subject and p.revision = l.revision - 1 and p.{Chain} and l.{Chain}
                where f.line_id is null and l.id > {after.ToString(CultureInfo.InvariantCulture)} order by l.id limit {Page}
                """, 0, cancel);
            var (read, last) = Waits(bytes, names);
            Waiting += read;
            if (read < Page) break;
            after = last;
        }

        await EachAsync(
            "select w.line_id from ledger_pending w where not exists (select from ledger_line l where l.id = w.line_id)",
            row => findings.Add(Guid.Empty, row.GetInt64(0), QueuedGone.With(row.GetInt64(0))), cancel);
        await EachAsync(
            "select w.line_id from ledger_pending w join ledger_leaf f on f.line_id = w.line_id",
            row => findings.Add(Guid.Empty, row.GetInt64(0), QueuedTwice.With(row.GetInt64(0))), cancel);
        await EachAsync(
            "select c.line_id, c.subject from ledger_content c where not exists (select from ledger_line l where l.id = c.line_id)",
            row => findings.Add(row.GetGuid(1), row.GetInt64(0), ContentAlone.With(row.GetInt64(0))), cancel);
    }

    /// <summary>The columns beside a checkpoint's text say the same as the text.</summary>
    public Task CheckpointsAsync(CancellationToken cancel) => EachAsync(
        "select size, root, note from ledger_checkpoint order by size",
        row =>
        {
            if (SignedNote.TryParse(row.GetString(2), out var note) && Checkpoint.TryRead(note, out var read)
                && (read.Size != row.GetInt64(0) || read.Root != LedgerPage.Hash(row.GetFieldValue<byte[]>(1))))
                findings.Add(Guid.Empty, null, OtherCheckpoint.With(row.GetInt64(0), read.Size));
        }, cancel);

    private (int Read, long Last) Waits(ReadOnlyMemory<byte> bytes, LedgerPage.Names names)
    {
        var (read, last) = (0, 0L);
        var row = new CopyRows(bytes);
        while (row.Next())
        {
            var (line, content) = LedgerPage.ReadLine(ref row, bytes, names);
            var hash = LedgerPage.Hash(row.Value());
            Digest? before = row.TryValue(out var previous) ? LedgerPage.Hash(previous) : null;
            var queued = row.Flag();
            (read, last) = (read + 1, line.Id);
            if (!Gives(line, hash)) findings.Add(line.Subject, line.Id, WaitingChanged.With(line.Id));
            if (line.Previous != before) findings.Add(line.Subject, line.Id, WaitingBroken.With(line.Id));
            if (content is null || content.Salt.Length != LedgerContent.SaltLength || content.Commitment() != line.Commitment) findings.Add(line.Subject, line.Id, WaitingContent.With(line.Id));
            if (!queued) findings.Add(line.Subject, line.Id, NotQueued.With(line.Id));
        }

        return (read, last);
    }

    private static bool Gives(LedgerLine line, Digest hash)
    {
        try
        {
            return LineEncoding.Leaf(line) == hash;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private async Task VersionsAsync(string prefix, string kind, string rows, CancellationToken cancel) => await EachAsync(
        $"""
        select v.name, v.version, v.said::text, l.id, l.procedure, l.revision, l.content, v.actor is not distinct from l.actor and v.at is not distinct from l.at from ({rows}) v
        full join (select l.id, l.procedure, l.revision, l.actor, l.at, c.content from ledger_line l left join ledger_content c on c.line_id = l.id where l.kind = '{kind}' and l.procedure like '{prefix}%') l
        on l.procedure = v.name and l.revision = v.version
        """,
        row =>
        {
            Compared++;
            if (row.IsDBNull(3)) findings.Add(Guid.Empty, null, NoLine.With(row.GetString(0), "", row.GetInt32(1)));
            else if (row.IsDBNull(0)) findings.Add(Guid.Empty, row.GetInt64(3), NoVersion.With(row.GetInt64(3), row.GetString(4), row.GetInt32(5)));
            else if (!row.GetBoolean(7) || (!row.IsDBNull(6) && StandingRows.Unlike(row.GetFieldValue<byte[]>(6), row.GetString(2)).Count > 0)) findings.Add(Guid.Empty, row.GetInt64(3), OtherValue.With(row.GetString(0), row.GetInt32(1), row.GetInt64(3)));
        }, cancel);

    private async Task EachAsync(string sql, Action<NpgsqlDataReader> read, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) read(reader);
    }

    private static readonly Words Cut = new("事项 {0} 已变更 {1} 次，台账只记到第 {2} 次：末尾的记录被删除。", "Matter {0} has changed {1} times, the ledger knows {2}: the last lines were removed.");
    private static readonly Words Behind = new("事项 {0} 停在第 {1} 次变更，台账已记到第 {2} 次：事项被退回旧状态。", "Matter {0} stands at change {1}, the ledger is at {2}: the matter was put back.");
    private static readonly Words OtherHead = new("事项 {0} 的第 {1} 次变更与台账中的记录不符。", "Change {1} of matter {0} is not the one in the ledger.");
    private static readonly Words OtherColumns = new("事项 {0} 的登记栏目（标题、状态、期限、承办人等）或办理经过，与第 {1} 次变更（编号 {2} 的记录）时不同。", "The columns of matter {0} (title, state, due date, assignee and so on) or what was done are not what they were after change {1} (line number {2}).");
    private static readonly Words OtherContent = new("事项 {0} 的内容与第 {1} 次变更（编号 {2} 的记录）时不同。", "The content of matter {0} is not what it was after change {1} (line number {2}).");
    private static readonly Words OtherField = new("名册“{0}”中“{1}”第 {2} 版的“{3}”与编号 {4} 的记录不符。", "“{3}” of version {2} of “{1}” in the register “{0}” is not what line number {4} says.");
    private static readonly Words OtherTime = new("名册“{0}”中“{1}”第 {2} 版的有效期与后续版本不一致。", "The time for which version {2} of “{1}” in the register “{0}” holds does not follow from the versions after it.");
    private static readonly Words Gone = new("编号 {0} 的记录建立了一个事项，该事项已不存在。", "Line number {0} opened a matter that is no longer there.");
    private static readonly Words NoLine = new("名册“{0}”中的“{1}”第 {2} 版在台账中没有相应记录。", "Version {2} of “{1}” in the register “{0}” has no line in the ledger.");
    private static readonly Words NoVersion = new("编号 {0} 的记录写入了名册“{1}”的第 {2} 版，该版已不存在。", "Line number {0} wrote version {2} in the register “{1}”, which is no longer there.");
    private static readonly Words OtherValue = new("“{0}”第 {1} 版的内容与编号 {2} 的记录不符。", "Version {1} of “{0}” does not say what line number {2} says.");
    private static readonly Words WaitingChanged = new("编号 {0} 的记录（尚未入树）被改动。", "Line number {0}, not yet in the tree, was changed.");
    private static readonly Words WaitingBroken = new("编号 {0} 的记录（尚未入树）与同一事项的前一条记录不相接。", "Line number {0}, not yet in the tree, does not follow from the line before it on the same subject.");
    private static readonly Words WaitingContent = new("编号 {0} 的记录（尚未入树）内容缺失或被改动。", "The content of line number {0}, not yet in the tree, is missing or was changed.");
    private static readonly Words NotQueued = new("编号 {0} 的记录既不在树中，也不在等待之列。", "Line number {0} is neither in the tree nor waiting for its place.");
    private static readonly Words QueuedGone = new("编号 {0} 的记录在等待入树，但记录已被删除。", "Line number {0} waits for its place in the tree, but was removed.");
    private static readonly Words QueuedTwice = new("编号 {0} 的记录已在树中，又被列入等待。", "Line number {0} is in the tree and was put in the queue again.");
    private static readonly Words ContentAlone = new("编号 {0} 的内容还在，记录已被删除。", "The content of line number {0} is there, the line was removed.");
    private static readonly Words OtherCheckpoint = new("{0} 条处保存的检查点，其签名文本写的是 {1} 条或另一个根。", "The checkpoint kept at {0} lines says {1} lines or another root in its signed text.");
}
