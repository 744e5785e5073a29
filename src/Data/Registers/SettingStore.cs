using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Registers;

/// <inheritdoc cref="ISettings"/>
internal sealed class SettingStore(NpgsqlDataSource database, LiveRules rules, ILedgerBook ledger, LocalTime time) : ISettings
{
    private readonly VersionedRows _rows = new(database, time);

    public async Task<Refusal?> ChangeAsync(Setting setting, string value, string reason, int seen, Actor actor, CancellationToken cancel)
    {
        var editor = SettingReading.EditorOf(setting);
        if (!actor.IsSystem && !actor.HoldsAnywhere(editor)) return await RefuseAsync(setting, new NotYourPart(editor.Name), actor, cancel);
        if (string.IsNullOrWhiteSpace(reason)) return new Unfit(new("请填写变更理由。", "Please give the reason.")) { Field = nameof(SettingVersion.Reason) };

        var (kept, problem) = SettingReading.Read(setting, value);
        if (problem is not null) return Unfit.At(nameof(SettingVersion.Value), problem);

        var newest = new NpgsqlBatchCommand("select coalesce(max(version), 0) from setting where code = $1") { Parameters = { P(setting.Code) } };
        var done = await _rows.WriteAsync(
            "setting " + setting.Code, "Change", new { setting.Code, Value = kept, Reason = reason.Trim() }, LineKind.Setting, seen, actor, newest,
            (version, now) => new("insert into setting (code, version, value, reason, changed_by, changed_at) values ($1, $2, $3, $4, $5, $6)")
            {
                Parameters = { P(setting.Code), P(version), P(kept), P(reason.Trim()), P(actor.Id.Value), P((DateTimeOffset?)now) },
            }, cancel);
        await rules.RefreshAsync(cancel);
        return done ? null : new ChangedMeanwhile();
    }

    public async Task<IReadOnlyList<SettingVersion>> HistoryAsync(Setting setting, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select version, value, reason, changed_by, changed_at from setting where code = $1 order by version desc");
        command.Parameters.Add(P(setting.Code));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var versions = new List<SettingVersion>();
        while (await reader.ReadAsync(cancel)) versions.Add(new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), new(reader.GetGuid(3)), reader.GetFieldValue<DateTimeOffset>(4)));
        return versions;
    }

    private async Task<Refusal> RefuseAsync(Setting setting, Refusal refusal, Actor actor, CancellationToken cancel)
    {
        await ledger.RecordAsync(LineKind.Refusal, VersionedRows.SubjectOf("setting " + setting.Code), "setting " + setting.Code, "Change", new { refusal.Code }, actor, cancel);
        return refusal;
    }
}
