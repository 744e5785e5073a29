using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using static Qinglian.Data.Dossiers.Session;

namespace Qinglian.Data.Registers;

/// <inheritdoc cref="ICalendars"/>
internal sealed class CalendarStore(NpgsqlDataSource database, LiveRules rules, LocalTime time) : ICalendars
{
    private readonly VersionedRows _rows = new(database, time);

    public async Task<CalendarImport> ImportAsync(string json, string source, Actor actor, CancellationToken cancel)
    {
        if (!actor.IsSystem && !actor.HoldsAnywhere(Duties.SystemAdministrator)) return new([], [], [], new NotYourPart(Duties.SystemAdministrator.Name));
        if (string.IsNullOrWhiteSpace(source)) return new([], [], [], Unfit.At("Source", new("请写明来源，如发文字号。", "Say where it comes from, such as the number of the notice.")));

        var file = CalendarFile.Parse(json);
        var (kept, same) = (new List<int>(), new List<int>());
        foreach (var year in file.Years)
        {
            var content = CalendarFile.Write([year]);
            if (rules.Calendar.Years.FirstOrDefault(y => y.Year == year.Year) is { } known && CalendarFile.Write([known]) == content)
            {
                same.Add(year.Year);
                continue;
            }

            var newest = new NpgsqlBatchCommand("select coalesce(max(version), 0) from calendar_year where year = $1") { Parameters = { P(year.Year) } };
            await _rows.WriteAsync(
                $"calendar {year.Year}", "Publish", new { year.Year, Content = content, Source = source.Trim() }, LineKind.Register, null, actor, newest,
                (version, now) => new("insert into calendar_year (year, version, content, source, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6)")
                {
                    Parameters = { P(year.Year), P(version), P(content), P(source.Trim()), P(actor.Id.Value), P((DateTimeOffset?)now) },
                }, cancel);
            kept.Add(year.Year);
        }

        await rules.RefreshAsync(cancel);
        return new(kept, same, file.Errors, null);
    }
}
