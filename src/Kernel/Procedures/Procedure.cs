using System.Collections.Immutable;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Settings;

namespace Qinglian.Kernel.Procedures;

/// <summary>How long a state may last and where the rule says so.</summary>
/// <param name="Setting">Set when the number is not fixed by a rule we have read: the term is then the setting's.</param>
/// <param name="LapsesTo">Set when the time is a right that lapses; not set when it is a duty that falls overdue.</param>
public sealed record Limit(Term? Term, Setting? Setting, Citation? Basis, (Words Words, Func<Dossier, bool> Holds)? Unless, Term? Extension, Who? Extender, string? LapsesTo, RestDayRule RestDays)
{
    public Term In(SettingValues settings) => Term ?? settings.Term(Setting!);

    /// <summary>The rule or the setting, for people.</summary>
    public Words Source(SettingValues settings) => Setting is { } s
        ? new($"本单位设定“{s.Name.Zh}”第 {settings.Version(s)} 版{(s.Unverified ? "，未核实" : "")}", $"setting “{s.Name.En}”, version {settings.Version(s)}{(s.Unverified ? ", unverified" : "")}")
        : Basis!.Words;
}

/// <summary>What an actor may do from one state: who, where it leads (null: it stays), and on what condition.</summary>
/// <param name="Approvals">How many different people must do it before it leads on. A setting named after the move may say otherwise, down to none.</param>
public sealed record Move(Type Action, Who By, string? To, (Words Words, Func<Dossier, bool> Holds)? When, int Approvals, Func<object>? Waived, Citation? Basis)
{
    public Words Name => Words.Of(Action);
}

/// <summary>Whose turn it is in a state: whom a reminder goes to when the time is over.</summary>
public enum Owed
{
    [Words("承办人", "the person it is assigned to")] Assignee,
    [Words("所在单位", "the unit it is filed under")] Unit,
    [Words("上级单位", "the unit above")] UnitAbove,
    [Words("下达人", "the person who issued it")] Opener,
}

/// <summary>One state of a procedure, with its types erased for the desk and the pages.</summary>
public sealed class Stage(string state, Words name)
{
    public string State => state;
    public Words Name => name;
    public Limit? Limit { get; internal set; }
    public Citation? ClockStoppedBy { get; internal set; }

    /// <summary>Where no rule sets a term and the dossier carries its own date (a task, an undertaking).</summary>
    public Func<Dossier, DateOnly?>? OwnDue { get; internal set; }

    /// <summary>The rule that demands it by the day the dossier names, where there is one.</summary>
    public Citation? OwnDueBasis { get; internal set; }

    /// <summary>Whose turn it is. Where nobody is assigned, the unit's.</summary>
    public Owed OwedBy { get; internal set; }

    /// <summary>Whose desk it lies on, where that is not simply whoever of <see cref="OwedBy"/> may do something.</summary>
    public IReadOnlyList<Who> WaitsFor { get; internal set; } = [];

    public IReadOnlyList<Words> Steps { get; internal set; } = [];
    public ImmutableList<Move> Moves { get; internal set; } = [];

    /// <summary>Nothing leads out of it.</summary>
    public bool Final { get; internal set; }

    public Move? Find(Type action) => Moves.Find(m => m.Action == action);
}

/// <summary>
/// A procedure a rule lays down, in one version. A subclass says it once, in its constructor; the pages, reminders, access checks,
/// printed flowchart and consistency tests are all read from what it says.
/// </summary>
public abstract class Procedure
{
    private protected readonly Dictionary<string, Stage> StagesByState = [];

    private protected Procedure(string code, string version, string prefix, Words name) => (Code, Version, Prefix, Name) = (code, version, prefix, name);

    public string Code { get; }
    public string Version { get; }

    /// <summary>What its numbers begin with: <c>GD</c> for 工单.</summary>
    public string Prefix { get; }
    public Words Name { get; }
    public abstract Type DossierType { get; }

    /// <summary>The forms that open it. Several where it is opened in several ways.</summary>
    public List<(Type Form, Who By, string State)> Openings { get; } = [];

    /// <summary>The referrals of other modules that open it.</summary>
    public List<(Type Referral, Func<IReferral, object> Form)> Receives { get; } = [];

    public IReadOnlyDictionary<string, Stage> Stages => StagesByState;
    public Stage this[string state] => StagesByState[state];

    /// <summary>What lists and ledgers show of it besides number, title, unit, state and due date.</summary>
    public List<ShownColumn> Shows { get; } = [];

    /// <summary>What of an exported list may come back changed.</summary>
    public List<Merge> Merged { get; } = [];

    /// <summary>Late dossiers climb the alert ladder.</summary>
    public bool Climbs { get; private protected set; } = true;

    /// <summary>The name of the setting that changes how many approvals a move needs.</summary>
    public string ApprovalSetting(Move move) => $"approvals.{Code}.{move.Action.Name}";

    internal abstract Refusal? Check(object action, Dossier dossier, Moment now);
    internal abstract void Apply(object action, Dossier dossier, Moment now);
    internal abstract Refusal? CheckOpening(object form, Moment now);
    internal abstract Dossier Open(object form, Moment now);

    public override string ToString() => $"{Code} {Version}";
}

/// <summary>A column that a procedure adds to its lists and ledgers.</summary>
/// <param name="Type">What its values are: a spreadsheet keeps numbers, days and choices as what they are.</param>
/// <param name="Total">It is added up below a ledger.</param>
/// <param name="Money">The number is an amount in fen.</param>
public sealed record ShownColumn(string Code, Words Name, Type Type, Func<Dossier, object?> Value, bool Total = false, bool Money = false);

/// <summary>
/// Columns of an exported list that may come back changed, and the action that carries a changed row out with the rights it has. Whatever no
/// action takes is there to be read only.
/// </summary>
/// <param name="Action">Its parameters are the columns. One called Title, Owner or Assignee is the column that every list has.</param>
/// <param name="AsItIs">The action that would leave the dossier as it is: what the export shows and a change is compared with.</param>
/// <param name="Asked">The parameter that is no column but asked for once for the whole table, such as the reason.</param>
public sealed record Merge(Type Action, Func<Dossier, object> AsItIs, string? Asked);

/// <inheritdoc/>
public abstract class Procedure<TDossier, TState>(string code, string version, string prefix, Words name) : Procedure(code, version, prefix, name)
    where TDossier : Dossier<TState>
    where TState : struct, Enum
{
    public override Type DossierType => typeof(TDossier);

    protected void Opens<TForm>(Who by, TState at) where TForm : IOpening<TDossier> => Openings.Add((typeof(TForm), by, at.ToString()));

    /// <summary>Turns a referral from another module into this procedure's own opening form.</summary>
    protected void On<TReferral>(Func<TReferral, IOpening<TDossier>> form) where TReferral : IReferral => Receives.Add((typeof(TReferral), r => form((TReferral)r)));

    /// <param name="total">Whether it is a count that is added up below a ledger.</param>
    protected void Show<TValue>(string code, Words name, Func<TDossier, TValue> value, bool total = false) => Shows.Add(new(code, name, typeof(TValue), d => value((TDossier)d), total));

    /// <summary>An amount in fen, shown in yuan and added up below a ledger.</summary>
    protected void ShowMoney(string code, Words name, Func<TDossier, long?> fen) => Shows.Add(new(code, name, typeof(long), d => fen((TDossier)d), Total: true, Money: true));

    /// <summary>Lets these columns of an exported list come back changed; <paramref name="asItIs"/> makes the action that changes nothing.</summary>
    /// <param name="asked">The parameter that is asked for once for the whole table.</param>
    protected void Merges<TAction>(Func<TDossier, TAction> asItIs, string? asked = null) where TAction : IAction<TDossier> => Merged.Add(new(typeof(TAction), d => asItIs((TDossier)d), asked));

    /// <summary>Late dossiers of this procedure raise no alert: it is itself the answer to one, or nobody is waiting.</summary>
    protected void NeverClimbs() => Climbs = false;

    protected Saying In(TState state)
    {
        var stage = new Stage(state.ToString(), Words.Of(state));
        StagesByState.Add(stage.State, stage);
        return new(stage);
    }

    protected void Ends(params ReadOnlySpan<TState> states)
    {
        foreach (var state in states) StagesByState.Add(state.ToString(), new Stage(state.ToString(), Words.Of(state)) { Final = true });
    }

    internal sealed override Refusal? Check(object action, Dossier dossier, Moment now) => ((IAction<TDossier>)action).Check((TDossier)dossier, now);
    internal sealed override void Apply(object action, Dossier dossier, Moment now) => ((IAction<TDossier>)action).Apply((TDossier)dossier, now);
    internal sealed override Refusal? CheckOpening(object form, Moment now) => ((IOpening<TDossier>)form).Check(now);
    internal sealed override Dossier Open(object form, Moment now) => ((IOpening<TDossier>)form).Open(now);

    /// <summary>What is said of one state. The methods are named so that a declaration reads as a sentence.</summary>
    protected sealed class Saying(Stage stage)
    {
        /// <summary>A duty: after the term the dossier is overdue.</summary>
        public Saying Within(Term term, Citation basis, Rule<TDossier>? unless = null, Term? extendableBy = null, Who? extendedBy = null, RestDayRule restDays = RestDayRule.MovesToNextWorkingDay)
        {
            Set(new(term, null, basis, Erase(unless), extendableBy, extendedBy, null, restDays));
            return this;
        }

        /// <summary>A duty whose length the organ sets itself.</summary>
        public Saying Within(Setting term, Rule<TDossier>? unless = null, Term? extendableBy = null, Who? extendedBy = null)
        {
            Set(new(null, term, term.Basis, Erase(unless), extendableBy, extendedBy, null, RestDayRule.MovesToNextWorkingDay));
            return this;
        }

        /// <summary>The dossier itself names the day; the desk asks it on every change.</summary>
        /// <param name="basis">Where a rule demands it by that day: the end of a half-year, say.</param>
        public Saying Until(Func<TDossier, DateOnly?> due, Who? extendedBy = null, Citation? basis = null)
        {
            (stage.OwnDue, stage.OwnDueBasis) = (d => due((TDossier)d), basis);
            if (extendedBy is not null) May<ExtendTime>(extendedBy);
            return this;
        }

        /// <summary>A right: after the term it lapses and the dossier moves on by itself.</summary>
        public Saying OpenFor(Term term, Citation basis, TState then)
        {
            Set(new(term, null, basis, null, null, null, then.ToString(), RestDayRule.MovesToNextWorkingDay));
            return this;
        }

        /// <summary>A right whose length the organ sets itself.</summary>
        public Saying OpenFor(Setting term, TState then)
        {
            Set(new(null, term, term.Basis, null, null, null, then.ToString(), RestDayRule.MovesToNextWorkingDay));
            return this;
        }

        /// <summary>Time spent here does not count against the state the dossier came from and returns to.</summary>
        public Saying ClockStopped(Citation basis)
        {
            stage.ClockStoppedBy = basis;
            return this;
        }

        /// <summary>It is not the assigned person's turn here, and so it is not that person who is late.</summary>
        public Saying OwedBy(Owed whose)
        {
            stage.OwedBy = whose;
            return this;
        }

        /// <summary>Whose desk it lies on, where others may do something as well but nobody waits for them.</summary>
        public Saying WaitsFor(params Who[] whom)
        {
            stage.WaitsFor = whom;
            return this;
        }

        /// <summary>Named steps within the state, in order; whoever may act here may move it between them.</summary>
        public Saying InSteps(params Words[] steps)
        {
            stage.Steps = steps;
            return this;
        }

        public Saying May<TAction>(Who by, TState? to = null, Rule<TDossier>? when = null, Citation? basis = null) where TAction : IAction<TDossier>
        {
            stage.Moves = stage.Moves.Add(new(typeof(TAction), by, to?.ToString(), Erase(when), 1, null, basis));
            return this;
        }

        /// <summary>
        /// An approval by <paramref name="approvals"/> different people. The organ may set the number lower, down to none; then the record says
        /// that approval was waived and by which setting.
        /// </summary>
        public Saying MayApprove<TAction>(Who by, TState to, Func<TAction> waived, int approvals = 1, Rule<TDossier>? when = null, Citation? basis = null) where TAction : IAction<TDossier>
        {
            stage.Moves = stage.Moves.Add(new(typeof(TAction), by, to.ToString(), Erase(when), approvals, () => waived(), basis));
            return this;
        }

        private void Set(Limit limit)
        {
            stage.Limit = limit;
            if (limit.Extender is { } extender) May<ExtendTime>(extender);
        }

        private static (Words, Func<Dossier, bool>)? Erase(Rule<TDossier>? rule) => rule is null ? null : (rule.Words, d => rule.Holds((TDossier)d));
    }
}
