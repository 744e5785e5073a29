using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Responsibilities.Handover;

/// <summary>
/// The register between the two responsibilities, both ways: sent, answered, accepted or disputed, carried out, and closed by the side that
/// sent it. Neither side can answer for the other.
/// </summary>
public sealed class HandoverProcedure : Procedure<Handover, HandoverState>
{
    private static readonly Who PartyGroup = Who.Holding(Duties.Leader, Duties.Deputy, Duties.Office);
    private static readonly Who Discipline = Who.Holding(Duties.Supervisor, Duties.SupervisionLeader);

    public HandoverProcedure() : base("handover", "1", "GT", new("“两个责任”贯通", "handovers between the two responsibilities"))
    {
        Opens<SendToPartyGroup>(by: Discipline, at: HandoverState.ToPartyGroup);
        Opens<SendToDiscipline>(by: PartyGroup, at: HandoverState.ToDiscipline);

        Way(Discipline, PartyGroup, HandoverState.ToPartyGroup, HandoverState.AnsweredByPartyGroup, HandoverState.CarriedOutByPartyGroup)
            .May<EnterAsIssue>(by: PartyGroup);
        Way(PartyGroup, Discipline, HandoverState.ToDiscipline, HandoverState.AnsweredByDiscipline, HandoverState.CarriedOutByDiscipline);

        Ends(HandoverState.Closed, HandoverState.Withdrawn);

        Show("direction", new("方向", "direction"), h => h.Direction);
        Show("kind", new("类别", "kind"), h => h.Kind);
        Show("disputed", new("有异议", "disputed"), h => h.Disputed);
        Show("answer", new("最近答复", "last answer"), h => h.LastAnswer);
    }

    // One person may hold duties on both sides; even so nobody settles with themselves.
    private Saying Way(Who sender, Who receiver, HandoverState sent, HandoverState answered, HandoverState carriedOut)
    {
        In(sent).Within(HandoverSettings.Answer).OwedBy(Owed.Assignee)
            .May<AnswerHandover>(by: receiver, to: answered)
            .May<RecordJoint>(by: sender.Or(receiver))
            .May<WithdrawHandover>(by: sender, to: HandoverState.Withdrawn);

        In(answered).Within(HandoverSettings.Confirm).OwedBy(Owed.Opener)
            .May<AcceptAnswer>(by: sender.ButNot<AnswerHandover>(), to: carriedOut)
            .May<DisputeAnswer>(by: sender.ButNot<AnswerHandover>(), to: sent)
            .May<RecordJoint>(by: sender.Or(receiver));

        return In(carriedOut).Until(h => h.DoneBy, extendedBy: sender.ButNot<AnswerHandover>()).OwedBy(Owed.Assignee)
            .May<ReportDone>(by: receiver)
            .May<RecordJoint>(by: sender.Or(receiver))
            .May<CloseHandover>(by: sender.ButNot<AnswerHandover>(), to: HandoverState.Closed);
    }
}

/// <summary>What the speeches ask for (“within a set time”) without saying how long.</summary>
public static class HandoverSettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此时限，由本单位设定。", "No rule we have read gives this time: the organ sets it.");

    public static readonly Setting Answer = new("responsibilities.handover-answer", new("贯通事项答复时限", "time to answer a handover"), SettingKind.Term, "10wd", NoRule);
    public static readonly Setting Confirm = new("responsibilities.handover-confirm", new("答复后确认时限", "time to accept or dispute an answer"), SettingKind.Term, "5wd", NoRule);

    public static readonly Setting Bands = new(
        "responsibilities.handover-bands", new("贯通事项账龄分段（天）", "ages by which open handovers are grouped, in days"), SettingKind.Text, "7,15,30,60",
        new("用逗号分隔的天数，从小到大；只影响列表分段。", "Days with commas between, the smallest first; only the grouping of the list depends on it."))
    {
        Check = text => Days(text) is null ? new("请填写从小到大的天数，如7,15,30,60。", "Write days, the smallest first, such as 7,15,30,60.") : null,
    };

    public static readonly IReadOnlyList<Setting> All = [Answer, Confirm, Bands];

    /// <summary>The last day of each band but the open one at the end; null where the text cannot be read.</summary>
    internal static IReadOnlyList<int>? Days(string text)
    {
        var days = new List<int>();
        foreach (var part in text.Split([',', '，', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var day) || day < 1 || day > 3650 || (days.Count > 0 && day <= days[^1])) return null;
            days.Add(day);
        }

        return days.Count is > 0 and <= 8 ? days : null;
    }
}
