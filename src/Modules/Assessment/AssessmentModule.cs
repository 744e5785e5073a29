using Qinglian.Assessment.Appraisals;
using Qinglian.Assessment.Bulletins;
using Qinglian.Assessment.ReturnForms;
using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Kernel.Settings;

namespace Qinglian.Assessment;

/// <summary>The monthly loop: returns made from the records, appraisals anybody can follow, the bulletin (R116, R117).</summary>
public sealed class AssessmentModule : Module
{
    public override Words Name => new("考评通报", "Assessment");
    public override IReadOnlyList<Procedure> Procedures { get; } = [new ReturnProcedure(), new AppraisalProcedure(), new BulletinProcedure()];
    public override IReadOnlyList<Register> Registers { get; } = [new ReturnFormRegister(), new ReturnFieldRegister(), new AppraisalPlanRegister(), new AppraisalItemRegister()];
    public override IReadOnlyList<Setting> Settings => [.. ReturnSettings.All, .. AppraisalSettings.All, .. BulletinSettings.All];
    public override IReadOnlyList<Type> Jobs => [typeof(ReturnsJob), typeof(AppraisalJob)];
    public override IReadOnlyList<FactKind> Facts => [ReturnFacts.InTime, ReturnFacts.Late, ReturnFacts.NotSent, ReturnFacts.Corrected, AppraisalFacts.LowAgain];
}
