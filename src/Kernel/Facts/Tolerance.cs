using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Facts;

/// <summary>What was found on whether a failing is to be tolerated.</summary>
public enum Tolerance
{
    [Words("予以容错", "tolerated")] Full,
    [Words("部分容错", "tolerated in part")] Partial,
    [Words("不予容错", "not tolerated")] None,
}

/// <summary>
/// Asks whichever module determines tolerance whether the act falls under it. The answer comes back as <see cref="AnswerTolerance"/>,
/// carried out by the system on the dossier named in <paramref name="From"/>.
/// </summary>
[Words("容错认定", "tolerance determination")]
public sealed record ToleranceAsked(UnitId Unit, PersonId? Person, string Title, string Facts, Guid From) : IReferral;

/// <summary>A dossier that must not go on before tolerance was looked into.</summary>
public interface ITolerating
{
    void Take(AnswerTolerance answer, Moment now);
}

/// <summary>The answer of the module that determines tolerance.</summary>
/// <param name="Determination">The dossier in which it was determined.</param>
[Words("容错认定结果", "Tolerance determined")]
public sealed record AnswerTolerance([Words("认定结果", "Result")] Tolerance Result, [Words("理由", "Reasons"), Prose] string Reasons, [Words("认定事项", "Determination")] Guid Determination) : IAction<Dossier>
{
    public void Apply(Dossier dossier, Moment now) => ((ITolerating)dossier).Take(this, now);
}
