using Qinglian.Assessment.Appraisals;
using Qinglian.Assessment.ReturnForms;
using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Assessment.Bulletins;

/// <summary>Drafts the bulletin of a month from its returns and appraisals. Units stand in the order of the tree: there is no table of first and last.</summary>
public sealed class Drafting(Returns.Returns returns, Appraisals.Appraisals appraisals, FormReading forms, IRules rules, LocalTime time)
{
    private static readonly Words None = new("未报", "not sent");

    /// <summary>A bulletin as it would begin; null where the month has no returns.</summary>
    /// <param name="corrects">The issued bulletin that it corrects.</param>
    public async Task<DraftBulletin?> OfAsync(Unit issuer, Period month, Guid? corrects, CancellationToken cancel)
    {
        if (await forms.OfAsync(month, cancel) is not { } form) return null;

        var editions = (await returns.AllEditionsAsync([month], null, Actor.System, cancel)).Where(r => rules.Organisation.Find(r.Unit)?.Path.IsWithin(issuer.Path) is true).ToList();
        if (editions.Count == 0) return null;

        var units = rules.Organisation.Branch(issuer.Id).Where(u => editions.Exists(r => r.Unit == u.Id)).ToList();
        var grid = Grid.Of([month], units, editions, time.Today);
        var published = (await appraisals.ReadAsync([month], Actor.System, cancel)).Where(a => units.Exists(u => u.Id == a.Unit)).ToDictionary(a => a.Unit);
        List<BulletinTable> tables = [Sent(grid), Figures(grid, form, editions)];
        if (published.Count > 0) tables.Add(Points(units, published));
        var title = corrects is null ? $"关于{month.Words.Zh}八项规定和十条纪律执行情况月报及考评的通报" : $"关于更正{month.Words.Zh}通报的通报";
        return new(issuer.Id, month.ToString(), title, Text(month, grid, published.Values), new(tables), corrects);
    }

    private static string Text(Period month, Grid grid, IEnumerable<Appraisal> appraisals)
    {
        var (inTime, late, missing) = (Names(grid, ReturnStanding.InTime), Names(grid, ReturnStanding.Late), Names(grid, ReturnStanding.NotSent).Concat(Names(grid, ReturnStanding.Waiting)).ToList());
        var zero = grid.Rows.Count(r => r.Squares[0].Zero);
        var all = appraisals.ToList();
        var text = $"{month.Words.Zh}应报送月报的单位{grid.Rows.Count}个，按时报送{inTime.Count}个，迟报{late.Count}个，未报{missing.Count}个；其中零报告{zero}个。";
        if (late.Count > 0) text += $"\n迟报单位：{string.Join("、", late)}。";
        if (missing.Count > 0) text += $"\n未报单位：{string.Join("、", missing)}。请于收到本通报后尽快补报，并说明原因。";
        if (all.Count > 0) text += $"\n本月考评{all.Count}个单位，考评明细和所依据的记录可在平台逐项查看。";
        if (all.Count(a => a.State is AppraisalState.Objected) is > 0 and var objected) text += $"有异议的{objected}个单位正在核查，结果以核查后公布的为准。";
        return text;
    }

    private static List<string> Names(Grid grid, ReturnStanding standing) => [.. grid.Rows.Where(r => r.Squares[0].Standing == standing).Select(r => r.Unit.Name)];

    private static BulletinTable Sent(Grid grid) => new(
        new("月报报送情况", "How the returns were sent"),
        [new("单位", "Unit"), new("报送情况", "Sent"), new("报送日期", "On"), new("备注", "Remark")],
        [.. grid.Rows.Select(r => (IReadOnlyList<Words>)
        [
            Words.Same(r.Unit.Name), Words.Of(r.Squares[0].Standing), r.Squares[0].First?.SentOn?.InWords ?? new("—", "—"),
            r.Squares[0] switch { { Corrected: true } s => new Words("已更正，第{0}稿", "corrected, edition {0}").With(s.Return!.Edition), { Zero: true } => new("零报告", "zero return"), _ => Words.Same("") },
        ])]);

    private BulletinTable Figures(Grid grid, ReturnForm form, List<MonthlyReturn> editions)
    {
        var least = rules.Settings.Number(ReturnSettings.SmallCount);
        var newest = MonthlyReturns(editions);
        var columns = form.Asked.Select(a => (a.Name, Shown: SmallCounts.Of([.. grid.Rows.Select(r => newest.GetValueOrDefault(r.Unit.Id)?.Typed.GetValueOrDefault(a.Code) ?? 0)], least),
            Sum: newest.Values.Sum(r => r.Typed.GetValueOrDefault(a.Code)))).ToList();
        var rows = grid.Rows.Select((r, at) => (IReadOnlyList<Words>)
        [
            Words.Same(r.Unit.Name), .. columns.Select(c => newest.ContainsKey(r.Unit.Id) ? c.Shown[at] is { } figure ? Number(figure) : SmallCounts.Hidden : None),
        ]).ToList();
        rows.Add([new("合计", "Total"), .. columns.Select(c => Number(c.Sum))]);
        return new(new Words("填报数字（小于{0}的不单独显示）", "Figures given (those below {0} are not shown by themselves)").With(least), [new("单位", "Unit"), .. columns.Select(c => c.Name)], rows);
    }

    private static BulletinTable Points(IEnumerable<Unit> units, Dictionary<UnitId, Appraisal> appraisals) => new(
        new("月考评结果（按机构顺序排列，不作排名）", "Appraisals (in the order of the units, not ranked)"),
        [new("单位", "Unit"), new("得分", "Points"), new("状态", "State")],
        [.. units.Where(u => appraisals.ContainsKey(u.Id)).Select(u => (IReadOnlyList<Words>)
        [
            Words.Same(u.Name),
            appraisals[u.Id].State is AppraisalState.Objected ? new("核查中", "being looked into") : Words.Same(appraisals[u.Id].Points.ToString("0.#", Cultures.English)),
            Words.Of(appraisals[u.Id].State),
        ])]);

    private static Dictionary<UnitId, MonthlyReturn> MonthlyReturns(IEnumerable<MonthlyReturn> editions) => Returns.Returns.Newest(editions).Where(r => r.State is ReturnState.Sent).ToDictionary(r => r.Unit);

    private static Words Number(int number) => Words.Same(number.ToString(Cultures.English));
}
