using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Assessment.Returns;

/// <summary>
/// The monthly return: opened by the calendar with what the records give, completed and confirmed by the unit, locked when it is sent. One
/// that is late climbs the alert ladder like anything else; a correction is a new edition, and both stay.
/// </summary>
public sealed class ReturnProcedure : Procedure<MonthlyReturn, ReturnState>
{
    private static readonly Who Sender = Who.Holding(Duties.Office, Duties.Leader, Duties.VillageClerk);

    public ReturnProcedure() : base("monthly-return", "1", "YB", new("月报", "monthly returns"))
    {
        Opens<OpenReturn>(by: Who.Nobody, at: ReturnState.Open);
        Opens<CorrectReturn>(by: Sender, at: ReturnState.Sent);

        In(ReturnState.Open).Until(r => r.Due).OwedBy(Owed.Unit)
            .May<SendReturn>(by: Sender, to: ReturnState.Sent)
            .May<KeepFigures>(by: Sender)
            .May<Recount>(by: Who.Nobody)
            .May<NoteNotSent>(by: Who.Nobody)
            .May<RecordMissing>(by: Who.Holding(Duties.Supervisor, Duties.SupervisionLeader), to: ReturnState.Missing, when: new(new("已过报送期限并已提醒", "the due day has passed and the unit was told"), r => r.Noted));

        Ends(ReturnState.Sent, ReturnState.Missing);

        Show("month", new("所属月份", "month"), r => r.Period);
        Show("edition", new("第几稿", "edition"), r => r.Edition);
        Show("sent", new("报送日期", "sent on"), r => r.SentOn);
        Show("zero", new("零报告", "zero return"), r => r.Zero);
    }
}

/// <summary>What other modules may read of returns.</summary>
public static class ReturnFacts
{
    public static readonly FactKind InTime = new("return-in-time", new("月报按时报送", "monthly return sent in time"));
    public static readonly FactKind Late = new("return-late", new("月报迟报", "monthly return sent late"));
    public static readonly FactKind NotSent = new("return-not-sent", new("月报到期未报", "monthly return not sent when due"));
    public static readonly FactKind Corrected = new("return-corrected", new("月报更正", "monthly return corrected"));
}
