using System.Globalization;
using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Components;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages.Assessment;

/// <summary>The form of a return: what was counted stands there to be confirmed, only the rest is asked.</summary>
internal sealed class ReturnForm(RegisterBook book, Desk desk, Effort effort)
{
    public const string Seen = "seen", ReasonField = "reason", WrongFigure = "wrong-figure", WrongWhy = "wrong-why";

    /// <summary>The fields, with what was typed or else what was kept.</summary>
    public FormView Draw(MonthlyReturn @return, string action, bool correcting, Func<string, string?>? typed, IReadOnlyList<Refusal> problems, Visitor me)
    {
        var wrong = problems.Where(p => p.Field is not null).GroupBy(p => p.Field!).ToDictionary(g => g.Key, g => g.First().Words);
        string Value(string name, string? kept) => (typed is null ? kept : typed(name)) ?? "";
        string? Kept(string code) => @return.Typed.TryGetValue(code, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
        string? Remark(string code) => @return.Remarks.Find(r => r.Code == code)?.Text;

        var asked = new List<Field>();
        foreach (var figure in @return.Asked)
        {
            asked.Add(new NumberField(ReturnChecks.FieldOf(figure.Code), figure.Name)
            {
                Unit = Words.Same(figure.CountedIn), Least = 0, Value = Value(ReturnChecks.FieldOf(figure.Code), Kept(figure.Code)), Error = wrong.GetValueOrDefault(ReturnChecks.FieldOf(figure.Code)), Hint = Compared(@return, figure.Code, figure.Basis),
            });
            var remark = ReturnChecks.RemarkOf(figure.Code);
            if (wrong.ContainsKey(remark) || Remark(figure.Code) is not null || !string.IsNullOrEmpty(typed?.Invoke(remark)))
            {
                asked.Add(new ProseField(remark, new Words("{0}：变化原因", "{0}: why it changed").With(figure.Name)) { Lines = 2, MaxLength = 500, Value = Value(remark, Remark(figure.Code)), Error = wrong.GetValueOrDefault(remark) });
            }
        }

        var counted = @return.Counted.Select(c => (Field)new FixedField("counted:" + c.Key, NameOf(c.Key)) { Value = $"{c.Value.ToString(CultureInfo.InvariantCulture)} {book.Owners.Indicator(c.Key)?.CountedIn.In(me.Language)}".Trim(), Hint = book.Owners.Indicator(c.Key)?.Definition }).ToList();
        var objection = @return.Remarks.Find(r => @return.Counted.ContainsKey(r.Code));
        var fields = new List<Field> { new FieldGroup("counted", new("系统按记录统计，请核对", "Counted from the records: please check"), counted) { Hint = new("不用填写。有误的在下面说明，由监督部门核对原始记录。", "Nothing to fill in. Where one is wrong, say so below; the records will be looked at.") } };
        if (@return.Asked.Count > 0) fields.Add(new FieldGroup("asked", new("需要本单位填写", "To be filled in by the unit"), asked));
        if (@return.Asked.Count > 0) fields.Add(new TickField(nameof(SendReturn.Zero), new("零报告：上列情形本月一件也没有", "Zero return: none of this happened this month"))
        {
            Value = Value(nameof(SendReturn.Zero), @return.Zero is true ? "true" : null), Error = wrong.GetValueOrDefault(nameof(SendReturn.Zero)), Hint = new("勾选后数字可留空。", "With this ticked the figures may be left empty."),
        });
        fields.Add(new ProseField(nameof(SendReturn.Observance), new("落实十条纪律情况", "How the ten disciplines are observed")) { Lines = 3, MaxLength = 2000, Value = Value(nameof(SendReturn.Observance), @return.Observance), Error = wrong.GetValueOrDefault(nameof(SendReturn.Observance)) });
        if (@return.Counted.Count > 0)
        {
            fields.Add(new ChoiceField(WrongFigure, new("有误的统计数字", "Counted figure that is wrong"), [new("", new("没有", "none")), .. @return.Counted.Keys.Select(c => new Option(c, NameOf(c)))]) { Open = false, Value = Value(WrongFigure, objection?.Code) });
            fields.Add(new ProseField(WrongWhy, new("错在哪里", "What is wrong with it")) { Lines = 2, MaxLength = 500, Value = Value(WrongWhy, objection?.Text), Error = wrong.GetValueOrDefault(WrongWhy) });
        }

        if (correcting) fields.Add(new ProseField(ReasonField, new("更正理由", "Reason of the correction")) { Required = true, Lines = 3, MaxLength = 1000, Value = Value(ReasonField, null), Error = wrong.GetValueOrDefault(ReasonField) });
        var given = counted.Count + asked.Count(f => f.Value.Length > 0);
        return new(action, correcting ? new("提交更正稿", "Send the corrected edition") : new("确认并报送", "Confirm and send"), fields)
        {
            Hidden = [new(Seen, @return.Revision.ToString(CultureInfo.InvariantCulture)), effort.Begin(typed ?? (_ => null), fields.Sum(f => f is FieldGroup group ? group.Fields.Count : 1), given)],
            CancelHref = $"/dossiers/{@return.Id}",
            Also = correcting ? null : new(new("暂存", "Keep for later")) { Action = $"/assessment/returns/{@return.Id}/keep" },
            Consequences = correcting
                ? [new("生成新的一稿；原稿保留，两稿都可查看。", "A new edition is made; the one before stays, and both can be seen.")]
                : [new("报送后锁定；发现有误可提交更正稿并说明理由。", "It is locked once sent; a mistake is corrected by a further edition with its reason.")],
            Problems = [.. problems.Where(p => p.Field is null).Select(p => p.Words)],
        };
    }

    /// <summary>The figures as they were typed, or what could not be read. With a zero return empty boxes mean zero.</summary>
    public (FigureSheet Sheet, bool Zero, string? Observance, List<Refusal> Problems) Read(MonthlyReturn @return, Func<string, string?> typed, bool draft)
    {
        var zero = typed(nameof(SendReturn.Zero)) is "true" or "on";
        var figures = new List<TypedFigure>();
        var problems = new List<Refusal>();
        foreach (var asked in @return.Asked)
        {
            var text = typed(ReturnChecks.FieldOf(asked.Code))?.Trim().Normalize(System.Text.NormalizationForm.FormKC) ?? "";
            if (text.Length == 0)
            {
                if (zero && !draft) figures.Add(new(asked.Code, 0));
            }
            else if (int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)) figures.Add(new(asked.Code, number));
            else problems.Add(Unfit.At(ReturnChecks.FieldOf(asked.Code), new("请填写整数。", "Please give a whole number.")));
        }

        var remarks = @return.Asked.Select(a => new FigureRemark(a.Code, typed(ReturnChecks.RemarkOf(a.Code))?.Trim() ?? "")).Where(r => r.Text.Length > 0).ToList();
        if (typed(WrongFigure) is { Length: > 0 } code && @return.Counted.ContainsKey(code))
        {
            if (typed(WrongWhy)?.Trim() is { Length: > 0 } why) remarks.Add(new(code, why));
            else problems.Add(Unfit.At(WrongWhy, new("请说明错在哪里。", "Please say what is wrong with it.")));
        }

        if (problems.Count == 0 && !draft) problems.AddRange(ReturnChecks.Of(@return, new(figures, remarks), zero, desk.Now(Kernel.Access.Actor.System)));
        return (new(figures, remarks), zero, typed(nameof(SendReturn.Observance))?.Trim() is { Length: > 0 } text1 ? text1 : null, problems);
    }

    public Words NameOf(string code) => book.Owners.Indicator(code)?.Name ?? Words.Same(code);

    private static Words? Compared(MonthlyReturn @return, string code, Words? basis)
    {
        var before = new Words("上月{0}，今年此前累计{1}。", "Last month {0}, the year so far {1}.").With(@return.Before.Month is { } month ? month.GetValueOrDefault(code) : "—", @return.Before.Year.GetValueOrDefault(code));
        return basis is null ? before : new($"依据：{basis.Zh}。{before.Zh}", $"About: {basis.En}. {before.En}");
    }
}
