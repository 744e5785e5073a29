using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;

namespace Qinglian.Responsibilities.Documents;

/// <summary>From an imported text to duties at units (R08). A duty is one only when a person has said so.</summary>
public sealed class DocumentProcedure : Procedure<PolicyDocument, DocumentState>
{
    public static readonly Setting ReviewTime = new("responsibilities.review", new("文件核对时限", "time to review a document"), SettingKind.Term, "10wd",
        new("没有已核对的规定给出此时限，由本单位设定。", "No rule we have read gives this time: the organ sets it."));

    private static readonly Who Editor = Who.Opener.Or(Who.Holding(Duties.Office, Duties.Leader, Duties.Deputy, Duties.SupervisionLeader));

    private static readonly Rule<PolicyDocument> AllDecided = new(
        new("每条建议都已确认、拆分、合并或注明不采纳理由", "every proposal is confirmed, split, merged or rejected"),
        d => d.Proposals.TrueForAll(p => p.State is not ProposalState.Open));

    private static readonly Rule<PolicyDocument> AllPlaced = new(
        new("每条建议都已有决定，且已确认的事项都指定了责任单位", "every proposal is decided and every confirmed duty has a unit"),
        d => AllDecided.Holds(d) && d.Proposals.TrueForAll(p => p.State is not ProposalState.Confirmed || p.Unit is not null));

    private static readonly Rule<PolicyDocument> SomeReady = new(
        new("至少有一条已确认并指定了责任单位的事项尚未下达", "a confirmed duty with a unit has not been issued yet"),
        d => d.Proposals.Exists(p => p.Ready));

    public DocumentProcedure() : base("policy-document", "1", "WJ", new("文件责任分解", "decomposition of policy documents"))
    {
        Opens<ImportDocument>(by: Who.Holding(Duties.Office, Duties.Leader, Duties.Deputy, Duties.SupervisionLeader), at: DocumentState.Imported);

        Reviewed(In(DocumentState.Imported), to: DocumentState.UnderReview);
        Reviewed(In(DocumentState.UnderReview), to: null)
            .May<IssueReadyDuties>(by: Editor, when: SomeReady)
            .May<IssueDuties>(by: Editor, to: DocumentState.Issued, when: AllPlaced);

        In(DocumentState.Issued)
            .May<CorrectDocument>(by: Editor)
            .May<ReviewAgain>(by: Editor, to: DocumentState.UnderReview)
            .May<CloseDocument>(by: Editor, to: DocumentState.Closed);

        Ends(DocumentState.Closed);

        Show("issuer", new("发文单位", "issued by"), d => d.IssuedBy);
        Show("duties", new("事项数", "duties"), d => d.Proposals.Count(p => p.Live), total: true);
        Show("open", new("待确认", "open"), d => d.Proposals.Count(p => p.State is ProposalState.Open), total: true);

        Merges<CorrectDocument>(d => new(d.Title, d.IssuedBy, d.DocumentNumber, d.IssuedOn, ""), asked: nameof(CorrectDocument.Reason));
    }

    private static Saying Reviewed(Saying state, DocumentState? to) => state.Within(ReviewTime)
        .May<ConfirmDuties>(by: Editor, to)
        .May<EditDuty>(by: Editor, to)
        .May<SplitDuty>(by: Editor, to)
        .May<MergeDuties>(by: Editor, to)
        .May<RejectDuties>(by: Editor, to)
        .May<DecideAgain>(by: Editor, to)
        .May<ProposeMissed>(by: Editor, to)
        .May<AssignDuties>(by: Editor, to)
        .May<CorrectDocument>(by: Editor);
}
