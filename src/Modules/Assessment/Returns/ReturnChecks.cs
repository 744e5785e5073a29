using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Assessment.Returns;

/// <summary>What is wrong with the figures of a return, beside each of them. The page shows all of it at once; the desk refuses at the first.</summary>
public static class ReturnChecks
{
    /// <summary>The field of a figure and of the remark beside it.</summary>
    public static string FieldOf(string code) => "figure:" + code;
    public static string RemarkOf(string code) => "remark:" + code;

    public static IEnumerable<Refusal> Of(MonthlyReturn @return, FigureSheet sheet, bool zero, Moment now)
    {
        foreach (var problem in OfCodes(@return, sheet)) yield return problem;

        var given = sheet.Figures.GroupBy(f => f.Code).ToDictionary(g => g.Key, g => g.First().Number);
        foreach (var asked in @return.Asked.Where(a => !given.ContainsKey(a.Code))) yield return new MustBeFilledIn(asked.Name) { Field = FieldOf(asked.Code) };

        if (zero && given.Values.Any(n => n > 0)) yield return Unfit.At(nameof(SendReturn.Zero), new("填了数字就不是零报告，请取消勾选或核对数字。", "This is not a zero return: figures are given. Untick it or check the figures."));
        if (!zero && given.Count > 0 && given.Values.All(n => n == 0)) yield return Unfit.At(nameof(SendReturn.Zero), new("各项均为零时，请勾选“零报告”予以确认。", "All figures are zero: tick “zero return” to say so."));

        foreach (var part in @return.Asked.Where(a => a.PartOf is not null && given.ContainsKey(a.Code) && given.ContainsKey(a.PartOf)))
        {
            var (of, whole) = (Year(@return, part.Code, given), Year(@return, part.PartOf!, given));
            if (of > whole) yield return Unfit.At(FieldOf(part.Code), new Words("今年累计{0}，大于所属项累计{1}，请核对。", "Over the year this comes to {0}, more than the {1} it is part of.").With(of, whole));
        }

        foreach (var (code, number) in given.Where(g => IsJump(@return, g.Key, g.Value, now) && sheet.Remarks.All(r => r.Code != g.Key || string.IsNullOrWhiteSpace(r.Text))))
        {
            yield return Unfit.At(RemarkOf(code), new Words("上月为{0}，本月为{1}，变化较大，请说明原因。", "It was {0} last month and is {1} now: please say why.").With(@return.Before.Month?.GetValueOrDefault(code) ?? 0, number));
        }
    }

    /// <summary>Only what is asked for, once each, and not below zero.</summary>
    public static IEnumerable<Refusal> OfCodes(MonthlyReturn @return, FigureSheet sheet)
    {
        var asked = @return.Asked.Select(a => a.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var figure in sheet.Figures)
        {
            if (!asked.Remove(figure.Code)) yield return Unfit.At(FieldOf(figure.Code), new("本表不要求此数字。", "The form does not ask for this figure."));
            else if (figure.Number < 0) yield return Unfit.At(FieldOf(figure.Code), new("不能小于零；以前月份有误的，请更正该月月报。", "Not below zero. Where an earlier month was wrong, correct the return of that month."));
        }

        foreach (var remark in sheet.Remarks.Where(r => @return.Asked.TrueForAll(a => a.Code != r.Code) && !@return.Counted.ContainsKey(r.Code)))
        {
            yield return Unfit.At(RemarkOf(remark.Code), new("本表没有此数字。", "There is no such figure on the form."));
        }
    }

    /// <summary>Whether the figure is so far above the month before that it needs a reason. The first month has nothing to compare with.</summary>
    public static bool IsJump(MonthlyReturn @return, string code, int number, Moment now) =>
        @return.Before.Month is { } before && number >= now.Settings.Number(ReturnSettings.JumpLeast) && number >= now.Settings.Number(ReturnSettings.JumpTimes) * Math.Max(1, before.GetValueOrDefault(code));

    private static int Year(MonthlyReturn @return, string code, Dictionary<string, int> given) => @return.Before.Year.GetValueOrDefault(code) + given[code];
}
