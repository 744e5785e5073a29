namespace Qinglian.Kernel.Procedures;

/// <summary>Finds the form behind a name in an address or a line of the ledger.</summary>
public sealed class ActionNames
{
    private static readonly Type[] Common = [typeof(ExtendTime), typeof(AskForTime), typeof(AddNote), typeof(AttachFile), typeof(GoToStep), typeof(StepBack), typeof(RecusePerson), typeof(EnterCompartment), typeof(LeaveCompartment), typeof(Lapse)];
    private readonly Dictionary<(string Procedure, string Name), Type> _byProcedure = [];
    private readonly Dictionary<string, Type> _common = Common.ToDictionary(t => t.Name);

    public ActionNames(ProcedureBook book)
    {
        foreach (var procedure in book.All)
        {
            foreach (var type in procedure.Stages.Values.SelectMany(s => s.Moves).Select(m => m.Action).Concat(procedure.Openings.Select(o => o.Form))) _byProcedure[(procedure.Code, type.Name)] = type;
        }
    }

    /// <summary>The record; null where no procedure has such a form.</summary>
    public Type? Find(string procedure, string name) => _byProcedure.GetValueOrDefault((procedure, name)) ?? _common.GetValueOrDefault(name);

    /// <summary>What people call the action, for a line of the ledger.</summary>
    public Words NameOf(string procedure, string name) => name switch
    {
        "ApprovalWaived" => new("按设定免予审批", "approval waived by setting"),
        "Recompute" => new("重新计算期限", "due date worked out again"),
        _ => Find(procedure, name) is { } type ? Words.Of(type) : Words.Same(name),
    };
}
