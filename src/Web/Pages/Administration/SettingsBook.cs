using Qinglian.Data.Accounts;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Web.Pages;

/// <summary>Every setting there is, grouped as people look for them: the platform's, each module's, and how many approvals each step needs.</summary>
internal sealed class SettingsBook(ProcedureBook book)
{
    public IReadOnlyList<(Words Group, IReadOnlyList<Setting> Settings)> Groups { get; } =
    [
        (new("平台与账户", "Platform and accounts"), [SiteSettings.NearDays, .. AccountSettings.All]),
        .. book.Modules.Where(m => m.Settings.Count > 0).Select(m => (m.Name, m.Settings)),
        .. Approvals(book) is { Count: > 0 } approvals ? ((Words, IReadOnlyList<Setting>)[])[(new("审批层级", "Approvals"), approvals)] : [],
    ];

    public Setting? Find(string code) => Groups.SelectMany(g => g.Settings).FirstOrDefault(s => s.Code == code);

    private static IReadOnlyList<Setting> Approvals(ProcedureBook book) =>
    [
        .. from procedure in book.Current
           from move in procedure.Stages.Values.SelectMany(s => s.Moves)
           where move.Waived is not null
           group move by procedure.ApprovalSetting(move) into same
           let procedure = book.Current.First(p => same.Key.StartsWith($"approvals.{p.Code}.", StringComparison.Ordinal))
           select new Setting(
               same.Key,
               new($"{procedure.Name.Zh}：“{same.First().Name.Zh}”的审批人数", $"{procedure.Name.En}: approvals of “{same.First().Name.En}”"),
               SettingKind.Number, same.First().Approvals.ToString(Cultures.English),
               new("几名不同的人都同意才能通过；0表示免予审批，记录照留。", "How many different people must agree; 0 waives approval, the record stays."),
               same.First().Basis),
    ];
}
