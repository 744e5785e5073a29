using Qinglian.Assessment.Returns;
using Qinglian.Kernel;

namespace Qinglian.Assessment.Appraisals;

/// <summary>One line of an appraisal: the figures it rests on and the points they give.</summary>
/// <param name="Good">The figure; for returns 1 where it is as it should be.</param>
/// <param name="Bad">The figure against it; for returns 1 when late, 2 when not sent.</param>
public sealed record AppraisalLine(string Code, [property: Words("项目", "item")] Words Name, [property: Words("权重", "weight")] int Weight, Measure Measure, string? Indicator, string? Against, int Step, int Good, int Bad, string Evidence)
{
    [Words("得分", "points")]
    public decimal Points => Scoring.Points(this);
}

/// <summary>The formulas of the plan, and the sums written out so that anybody can follow them.</summary>
public static class Scoring
{
    public static decimal Points(AppraisalLine line) => line.Measure switch
    {
        Measure.Share => line.Good + line.Bad == 0 ? line.Weight : decimal.Round((decimal)line.Weight * line.Good / (line.Good + line.Bad), 1),
        Measure.PerCase => Math.Max(0, line.Weight - line.Good * line.Step),
        Measure.ReturnInTime => line.Bad switch { 0 => line.Weight, 1 => Math.Max(0, line.Weight - line.Step), _ => 0 },
        Measure.ReturnGiven => line.Good > 0 ? line.Weight : 0,
    };

    /// <summary>40 × 7 ÷ (7 + 1) = 35.</summary>
    public static Words Sum(AppraisalLine line) => line.Measure switch
    {
        Measure.Share when line.Good + line.Bad == 0 => new Words("本月没有到期办结的事项，得满分{0}", "nothing was finished this month: all {0}").With(line.Weight),
        Measure.Share => Words.Same($"{line.Weight} × {line.Good} ÷ ({line.Good} + {line.Bad}) = {line.Points:0.#}"),
        Measure.PerCase => Words.Same($"{line.Weight} − {line.Good} × {line.Step} = {line.Points:0.#}"),
        Measure.ReturnInTime => line.Bad switch
        {
            0 => new Words("按时报送，得{0}", "in time: {0}").With(line.Weight),
            1 => new Words("迟报，{0} − {1} = {2}", "late: {0} − {1} = {2}").With(line.Weight, line.Step, line.Points),
            _ => new("未报，得0", "not sent: 0"),
        },
        Measure.ReturnGiven => line.Good > 0 ? new Words("已逐条填报或零报告，得{0}", "answered for: {0}").With(line.Weight) : new("未填报，得0", "not answered for: 0"),
    };

    /// <summary>The lines of one unit and month.</summary>
    /// <param name="figure">The counted figure of the unit, by the code of its indicator.</param>
    public static IReadOnlyList<AppraisalLine> Lines(IEnumerable<AppraisalItemRow> plan, ReturnStanding standing, Func<string, int> figure) =>
    [
        .. plan.OrderBy(i => i.Order).Select(i =>
        {
            var (good, bad) = i.Measure switch
            {
                Measure.Share => (figure(i.Indicator!), figure(i.Against!)),
                Measure.PerCase => (figure(i.Indicator!), 0),
                Measure.ReturnInTime => standing switch { ReturnStanding.InTime => (1, 0), ReturnStanding.Late => (0, 1), _ => (0, 2) },
                Measure.ReturnGiven => (standing is ReturnStanding.InTime or ReturnStanding.Late ? 1 : 0, 0),
            };
            return new AppraisalLine(i.Code, i.Name, i.Weight, i.Measure, i.Indicator, i.Against, i.Step ?? 0, good, bad, i.Evidence);
        }),
    ];
}
