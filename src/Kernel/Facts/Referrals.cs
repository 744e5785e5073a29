using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Facts;

/// <summary>Anything that finds a problem puts it in the one issue ledger this way.</summary>
/// <param name="Source">Where it was found: the words of the finding module.</param>
[Words("问题入清单", "issue for the ledger")]
public sealed record IssueFound(UnitId Unit, string Title, string Problem, Words Source, Guid From, DateOnly? Due = null, PersonId? Owner = null) : IReferral;

/// <summary>Anything that finds a sign of wrong enters the one lead register this way.</summary>
[Words("问题线索", "lead")]
public sealed record LeadFound(UnitId Unit, string Title, string Facts, Words Source, Guid From) : IReferral;

/// <summary>Something is to be done by one named person.</summary>
[Words("任务工单", "work order")]
public sealed record WorkOrdered(UnitId Unit, string Title, string Task, PersonId To, DateOnly Due, Guid From) : IReferral;

/// <summary>It was decided to talk to somebody; whoever keeps the records of interviews plans it.</summary>
/// <param name="Unit">The organ that holds it; its office keeps the record.</param>
/// <param name="DecidedBy">Who decided, as the decision names them.</param>
[Words("约谈", "interview")]
public sealed record InterviewDecided(UnitId Unit, PersonId Interviewee, PersonId Interviewer, DateOnly On, string DecidedBy, string Ground, Guid From) : IReferral;

/// <summary>What other modules may read of an interview: that it was held, and by when something was undertaken. Never what was said.</summary>
public interface IInterviewRecord
{
    DateOnly? HeldOn { get; }
    DateOnly? UndertakenUntil { get; }
}

/// <summary>Something fell late or is about to: the first rung of the ladder.</summary>
[Words("预警", "alert")]
public sealed record AlertDue(UnitId Unit, string Title, Guid Subject, string SubjectState, DateOnly Due, PersonId? Owner) : IReferral;
