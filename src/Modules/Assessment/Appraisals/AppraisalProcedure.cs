using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Assessment.Appraisals;

/// <summary>The monthly appraisal: worked out from records, told to the unit, corrected where a record was wrong, and only then published.</summary>
public sealed class AppraisalProcedure : Procedure<Appraisal, AppraisalState>
{
    private static readonly Who Unit = Who.Holding(Duties.Office, Duties.Leader, Duties.VillageClerk);
    private static readonly Who Panel = Who.Holding(Duties.Supervisor, Duties.SupervisionLeader);

    public AppraisalProcedure() : base("appraisal", "1", "KP", new("月考评", "monthly appraisals"))
    {
        Opens<DrawUpAppraisal>(by: Who.Nobody, at: AppraisalState.Told);

        In(AppraisalState.Told).OpenFor(AppraisalSettings.Objection, then: AppraisalState.Ready).OwedBy(Owed.Unit)
            .May<AcceptAppraisal>(by: Unit, to: AppraisalState.Ready)
            .May<ObjectToAppraisal>(by: Unit, to: AppraisalState.Objected);

        In(AppraisalState.Objected).Within(AppraisalSettings.Answer).OwedBy(Owed.UnitAbove)
            .May<CorrectRecord>(by: Panel.ButNot<ObjectToAppraisal>(), to: AppraisalState.Ready)
            .May<TurnObjectionDown>(by: Panel.ButNot<ObjectToAppraisal>(), to: AppraisalState.Ready);

        In(AppraisalState.Ready).OwedBy(Owed.UnitAbove)
            .May<PublishAppraisal>(by: Who.Holding(Duties.SupervisionLeader).ButNot<CorrectRecordAgain>(), to: AppraisalState.Published)
            .May<CorrectRecordAgain>(by: Panel, to: AppraisalState.Told);

        Ends(AppraisalState.Published);

        Show("month", new("所属月份", "month"), a => a.Period);
        Show("points", new("考评得分", "points"), a => a.Points);
    }
}

/// <summary>Numbers that no rule we have read gives.</summary>
public static class AppraisalSettings
{
    private static readonly Words NoRule = new("没有已核对的规定给出此数，由本单位设定。", "No rule we have read gives this number: the organ sets it.");

    public static readonly Setting Objection = new("assessment.objection", new("对月考评提出异议的时限", "time to object to an appraisal"), SettingKind.Term, "3wd", NoRule);
    public static readonly Setting Answer = new("assessment.objection-answer", new("处理月考评异议的时限", "time to decide on an objection"), SettingKind.Term, "5wd", NoRule);
    public static readonly Setting Low = new("assessment.low", new("月考评偏低的界线（分）", "points below which an appraisal is low"), SettingKind.Number, "60", NoRule);
    public static readonly Setting LowTimes = new("assessment.low-times", new("连续偏低几次提醒主要负责人", "low results in a row that remind the head of the unit"), SettingKind.Number, "2",
        new("只提醒，不自动产生任何处理后果。", "A reminder and nothing else follows by itself."));

    public static readonly IReadOnlyList<Setting> All = [Objection, Answer, Low, LowTimes];
}

/// <summary>What other modules may read of appraisals.</summary>
public static class AppraisalFacts
{
    public static readonly FactKind LowAgain = new("appraisal-low-again", new("月考评连续偏低", "low appraisals in a row"));
}
