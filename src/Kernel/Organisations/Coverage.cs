using Qinglian.Kernel.Settings;

namespace Qinglian.Kernel.Organisations;

/// <summary>A kind of supervision a unit must be under, and which kind of unit must exercise it where that is laid down.</summary>
public sealed record RequiredSupervision(SupervisionKind Kind, UnitKind? By = null)
{
    /// <summary>Reads <c>Overall, Dedicated@StationedGroup</c>; null where it cannot be read.</summary>
    public static IReadOnlyList<RequiredSupervision>? Parse(string text)
    {
        var required = new List<RequiredSupervision>();
        foreach (var part in text.Split([',', '，', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.Split('@', 2, StringSplitOptions.TrimEntries);
            if (!Enum.TryParse<SupervisionKind>(at[0], ignoreCase: true, out var kind) || !Enum.IsDefined(kind)) return null;
            UnitKind? by = null;
            if (at.Length == 2)
            {
                if (!Enum.TryParse<UnitKind>(at[1], ignoreCase: true, out var unit) || !Enum.IsDefined(unit)) return null;
                by = unit;
            }

            required.Add(new(kind, by));
        }

        return required;
    }

    public Words Words => By is { } by ? new($"{Words.Of(Kind).Zh}（{Words.Of(by).Zh}）", $"{Words.Of(Kind).En} (by a {Words.Of(by).En})") : Words.Of(Kind);
}

/// <summary>A unit that lacks a kind of supervision it should be under.</summary>
public sealed record CoverageGap(Unit Unit, RequiredSupervision Lacks);

/// <summary>How many covered persons of a unit, and of those below it, have an integrity archive (R02).</summary>
public sealed record ArchiveCoverage(Unit Unit, int Covered, int WithArchive)
{
    /// <summary>The share that has one; null where nobody is covered, for a share of nobody means nothing.</summary>
    public decimal? Rate => Covered == 0 ? null : (decimal)WithArchive / Covered;
}

/// <summary>Where supervision does not reach.</summary>
public static class Coverage
{
    /// <summary>Which supervision each kind of unit must be under. No rule fixes it as a list, so the organ sets it.</summary>
    public static readonly IReadOnlyDictionary<UnitKind, Setting> Required = Enum.GetValues<UnitKind>().ToDictionary(k => k, k => new Setting(
        $"supervision.required.{k}",
        new($"{Words.Of(k).Zh}应接受的监督", $"Supervision required for a {Words.Of(k).En}"),
        SettingKind.Text,
        Default(k),
        new(
            "用逗号分隔监督类别代码；须由某类机构行使的写作“类别@机构”，如 Dedicated@StationedGroup。空白表示不检查。",
            "Codes of kinds of supervision with commas between; “kind@unit” where only a kind of unit can exercise it, such as Dedicated@StationedGroup. Empty: not checked."))
    {
        Check = text => RequiredSupervision.Parse(text) is null ? new("有不认识的监督类别或机构类别代码。", "There is a code that is no kind of supervision or no kind of unit.") : null,
    });

    /// <summary>The gaps of the matrix, in the order of the tree.</summary>
    public static IReadOnlyList<CoverageGap> Gaps(OrgTree organisation, IEnumerable<MandateRow> mandates, SettingValues settings)
    {
        var held = mandates.ToLookup(m => m.Supervised);
        return [.. organisation.All.SelectMany(unit => (RequiredSupervision.Parse(settings[Required[unit.Kind]]) ?? [])
            .Where(required => !IsMet(required, unit, held, organisation))
            .Select(required => new CoverageGap(unit, required)))];
    }

    /// <summary>Coverage of the branch of each unit; units without covered persons are left out.</summary>
    public static IReadOnlyList<ArchiveCoverage> Archives(OrgTree organisation, IEnumerable<PersonRow> persons)
    {
        var covered = new Dictionary<UnitId, (int Covered, int Opened)>();
        foreach (var person in persons.Where(p => p.Covered && organisation.Find(p.Unit) is not null))
        {
            foreach (var unit in organisation.Above(person.Unit).Select(u => u.Id).Prepend(person.Unit))
            {
                var (number, opened) = covered.GetValueOrDefault(unit);
                covered[unit] = (number + 1, opened + (person.ArchiveOpenedOn is null ? 0 : 1));
            }
        }

        return [.. organisation.All.Where(u => covered.ContainsKey(u.Id)).Select(u => new ArchiveCoverage(u, covered[u.Id].Covered, covered[u.Id].Opened))];
    }

    private static bool IsMet(RequiredSupervision required, Unit unit, ILookup<UnitId, MandateRow> held, OrgTree organisation)
    {
        bool Counts(MandateRow m) => m.Kind == required.Kind && organisation.Find(m.Supervisor) is { } supervisor && (required.By is not { } by || supervisor.Kind == by);
        return held[unit.Id].Any(Counts) || organisation.Above(unit.Id).Any(above => held[above.Id].Any(m => m.Below && Counts(m)));
    }

    private static string Default(UnitKind kind) => kind switch
    {
        UnitKind.Department or UnitKind.Institution => "Overall,Dedicated@StationedGroup",
        UnitKind.Town => "Overall,Dedicated",
        UnitKind.Village => "Dedicated,DayToDay",
        UnitKind.DisciplineOrgan => "Overall,PeoplesCongress",
        UnitKind.PartyCommittee or UnitKind.StationedGroup or UnitKind.InspectionBody => "Dedicated",
        UnitKind.Region or UnitKind.Office => "",
    };
}
