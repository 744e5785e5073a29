using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Kernel.Procedures;

/// <summary>
/// The one place where a dossier changes. An act is carried out whole, with its line in the ledger, or refused with words and the rule;
/// a refusal is a line of its own.
/// </summary>
public sealed class Desk(IDossierStore store, ProcedureBook book, IRules rules, LocalTime time)
{
    private static readonly Type[] OpenToAnyParticipant = [typeof(AddNote), typeof(AttachFile), typeof(StepBack), typeof(RecusePerson)];
    private static readonly Type[] Secrecy = [typeof(EnterCompartment), typeof(LeaveCompartment)];

    /// <summary>Who decides that only a few may know of a matter: the head of the unit or of its supervision, being one of the few.</summary>
    private static readonly Who KeepsSecrets = Who.Holding(Duties.Leader, Duties.SupervisionLeader);

    /// <summary>The moment an act by <paramref name="actor"/> would count as.</summary>
    public Moment Now(Actor actor) => new(time, actor, rules.Calendar, rules.Settings, rules.Organisation);

    /// <summary>
    /// Opens a dossier under an id the caller chose, so that a form sent twice opens one. Returns null when done.
    /// </summary>
    public async Task<Refusal?> OpenAsync(Guid id, object form, Actor actor, CancellationToken cancel)
    {
        var now = Now(actor);
        await using var work = await store.BeginAsync(actor, cancel);
        if (await OpenAsync(work, id, form, null, now, cancel) is { } refusal)
        {
            await work.DisposeAsync();
            await RecordRefusalAsync(id, "", form.GetType().Name, refusal, now, cancel);
            return refusal;
        }

        try
        {
            await work.CommitAsync(cancel);
        }
        catch (OpenedAlreadyException)
        {
            // Sent twice: the first one stands.
        }

        return null;
    }

    /// <summary>Does everything that opening would do and undoes it, for tables that are looked at before they are read in. Nothing is recorded.</summary>
    /// <returns>The dossier as it would be, or why it would be refused.</returns>
    public async Task<(Dossier? Dossier, Refusal? Refusal)> TryOpenAsync(object form, Actor actor, CancellationToken cancel)
    {
        var now = Now(actor);
        await using var work = await store.BeginAsync(actor, cancel);
        if (await OpenAsync(work, Ids.New(now.At), form, null, now, cancel) is { } refusal) return (null, refusal);
        return (book.OpenedBy(form.GetType())!.Open(form, Now(actor)), null);
    }

    /// <summary>Carries <paramref name="action"/> out, or says why not.</summary>
    /// <param name="seen">The revision the person had before them; null skips the check (jobs, interfaces).</param>
    /// <exception cref="NotFoundException">There is no such dossier, or it is not this person's to know.</exception>
    public async Task<Refusal?> ActAsync(Guid id, object action, Actor actor, int? seen, CancellationToken cancel)
    {
        var (work, dossier) = await store.BeginWithAsync(id, actor, cancel);
        await using var _ = work;
        if (dossier is null || !dossier.VisibleTo(actor)) throw new NotFoundException();

        var procedure = book.Of(dossier);
        var now = Now(actor);
        if (Refuse(procedure, dossier, action, now, seen) is { } refusal)
        {
            await work.DisposeAsync();
            await RecordRefusalAsync(id, procedure.Code, action.GetType().Name, refusal, now, cancel);
            return refusal;
        }

        var due = procedure[dossier.StateName].OwnDue?.Invoke(dossier);
        if (action is IBallot ballot) await work.CastAsync(id, ballot.Slip, cancel);
        if (action is IEmptiesBallotBox) now.Ballots = await work.EmptyBoxAsync(id, cancel);
        procedure.Apply(action, dossier, now);
        await CarryAsync(work, procedure, dossier, action, procedure[dossier.StateName].Find(action.GetType()), due, now, cancel);
        foreach (var file in FilesIn.Read(action)) work.Place(file, dossier.Id);
        work.Update(dossier);
        if (await FollowAsync(work, dossier, now, cancel) is { } unreceived) return unreceived;

        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>Why the act would be refused as things stand; null where it would be carried out. For tables that are looked at before they are taken over: nothing is recorded.</summary>
    public Refusal? WouldRefuse(Dossier dossier, object action, Actor actor) => Refuse(book.Of(dossier), dossier, action, Now(actor), null);

    /// <summary>What <paramref name="actor"/> may do now. Pages draw their buttons from this and from nothing else, so a button and its check cannot disagree.</summary>
    public IReadOnlyList<Move> OpenTo(Dossier dossier, Actor actor)
    {
        var procedure = book.Of(dossier);
        if (!dossier.VisibleTo(actor)) return [];

        var stage = procedure[dossier.StateName];
        var moves = stage.Moves.Where(m => Refuse(procedure, dossier, m, actor) is null).ToList();
        if (!stage.Final && TakesPart(dossier, actor))
        {
            var before = moves.Count;
            moves.AddRange(OpenToAnyParticipant.Where(t => !BarsOthers(t, dossier, actor)).Select(Common));
            if (stage.Steps.Count > 0 && before > 0) moves.Add(Common(typeof(GoToStep)));
            if (MayAskForTime(stage, dossier, actor)) moves.Add(Common(typeof(AskForTime)));
        }

        moves.AddRange(Secrecy.Where(t => RefuseSecrecy(t, dossier, actor) is null).Select(Common));

        return moves;
    }

    /// <summary>The moves of the present state that are not open to <paramref name="actor"/>, each with the reason, for the page to explain itself.</summary>
    public IReadOnlyList<(Move Move, Refusal Why)> ClosedTo(Dossier dossier, Actor actor)
    {
        var procedure = book.Of(dossier);
        return [.. procedure[dossier.StateName].Moves.Select(m => (m, Refuse(procedure, dossier, m, actor))).Where(m => m.Item2 is not null).Select(m => (m.m, m.Item2!))];
    }

    /// <summary>Moves a right that was not used in time on. Done by the calendar; safe to repeat.</summary>
    public async Task<bool> LapseAsync(Guid id, CancellationToken cancel)
    {
        var (work, dossier) = await store.BeginWithAsync(id, Actor.System, cancel);
        await using var _ = work;
        var now = Now(Actor.System);
        if (dossier is null || dossier.DueOn is not { } due || due >= now.Today) return false;

        var procedure = book.Of(dossier);
        if (procedure[dossier.StateName].Limit?.LapsesTo is not { } then) return false;

        await CarryAsync(work, procedure, dossier, new Lapse(), Common(typeof(Lapse)) with { To = then }, null, now, cancel);
        work.Update(dossier);
        await work.CommitAsync(cancel);
        return true;
    }

    /// <summary>Works out a due date again that was provisional when it was set. Done when a year's calendar is published.</summary>
    public async Task<bool> RecomputeAsync(Guid id, CancellationToken cancel)
    {
        var (work, dossier) = await store.BeginWithAsync(id, Actor.System, cancel);
        await using var _ = work;
        if (dossier is not { DueProvisional: true, DueOn: { } before, Extended: false }) return false;

        var procedure = book.Of(dossier);
        var now = Now(Actor.System);
        SetDue(procedure[dossier.StateName], dossier, dossier.EnteredOn, now);
        if (dossier.DueOn == before && dossier.DueProvisional) return false;

        await WriteAsync(work, dossier, LineKind.Act, "Recompute", new { Before = before, After = dossier.DueOn }, null, now, cancel);
        work.Update(dossier);
        await work.CommitAsync(cancel);
        return true;
    }

    private async Task<Refusal?> OpenAsync(IWork work, Guid id, object form, Dossier? origin, Moment now, CancellationToken cancel)
    {
        Procedure procedure;
        if (form is IReferral referral)
        {
            if (book.ReceiverOf(form.GetType()) is not { } receiver) return new NobodyReceives(Words.Of(form.GetType()));
            (procedure, form) = (receiver.Procedure, receiver.Form(referral));
        }
        else
        {
            procedure = book.OpenedBy(form.GetType()) ?? throw new ArgumentException($"{form.GetType().Name} opens no procedure.", nameof(form));
        }

        if (RequiredFields.Missing(form) is { } missing) return missing;
        if (form is IAbout about) about.Of = (origin?.Id == about.About ? origin : await work.ReadAsync(about.About, cancel)) ?? origin;
        if (procedure.CheckOpening(form, now) is { } unfit) return unfit;

        var dossier = procedure.Open(form, now);
        if (now.Organisation.Find(dossier.Unit) is not { } unit) return new Unfit(new("没有这个单位。", "There is no such unit."));

        var opening = procedure.Openings.FirstOrDefault(o => o.Form == form.GetType());
        var referred = origin is not null;
        (dossier.Id, dossier.Procedure, dossier.Version, dossier.Path) = (id, procedure.Code, procedure.Version, unit.Path);
        (dossier.OpenedBy, dossier.OpenedAt) = (now.By, now.At);
        dossier.Origin ??= origin?.Id;

        // What comes from a matter that few may know of is known to the same few.
        dossier.Compartment ??= origin?.Compartment;
        if (!referred && (opening.Form is null || !opening.By.Matches(now.Actor, dossier))) return new NotYourPart(opening.By?.Phrase ?? Who.Nobody.Phrase);

        dossier.Number = $"{procedure.Prefix}-{now.Today.Year}-{await work.NextNumberAsync(procedure.Prefix, now.Today.Year, cancel):00000}";
        Enter(procedure, dossier, opening.State ?? procedure.Openings[0].State, now);
        dossier.Acts.Add(new(form.GetType().Name, now.By, now.At));
        await WriteAsync(work, dossier, LineKind.Opened, form.GetType().Name, form, dossier.StateName, now, cancel);
        await PassThroughAsync(work, procedure, dossier, now, cancel);
        foreach (var file in FilesIn.Read(form)) work.Place(file, dossier.Id);
        work.Insert(dossier);
        return await FollowAsync(work, dossier, now, cancel);
    }

    /// <summary>Carries the notices, facts and referrals of one change out; a referral nobody receives undoes it all.</summary>
    private async Task<Refusal?> FollowAsync(IWork work, Dossier dossier, Moment now, CancellationToken cancel)
    {
        // Whoever must not learn of the matter is not told of it either.
        foreach (var notice in now.Notices.Where(n => n.To.Person is not { } person || !dossier.Recused.Contains(person))) work.Send(notice, dossier.Id);
        foreach (var fact in now.Facts) work.Record(fact, dossier.Id);
        foreach (var (id, form) in now.Referrals)
        {
            if (await OpenAsync(work, id, form, dossier, Now(now.Actor), cancel) is { } refusal) return refusal;
        }

        return null;
    }

    private async Task CarryAsync(IWork work, Procedure procedure, Dossier dossier, object action, Move? move, DateOnly? dueBefore, Moment now, CancellationToken cancel)
    {
        var from = dossier.StateName;
        dossier.Acts.Add(new(action.GetType().Name, now.By, now.At));
        if (action is ExtendTime more)
        {
            (dossier.DueOn, dossier.Extended, dossier.TimeAsked) = (more.Until, true, null);
            dossier.GiveTimeUntil(more.Until);
        }

        var leads = move?.To is not null && (move.Approvals <= 1 && move.Waived is null || ApprovalsGiven(dossier, move) >= Depth(procedure, move, now));
        if (leads) Enter(procedure, dossier, move!.To!, now);
        else if (action is not ExtendTime && procedure[from].OwnDue is { } own && (!dossier.Extended || own(dossier) != dueBefore)) SetOwnDue(own, dossier);

        // Of a ballot the line says that it was cast, and by whom. What it said is in the box.
        await WriteAsync(work, dossier, LineKind.Act, action.GetType().Name, action is IBallot ? new { } : action, from == dossier.StateName ? null : dossier.StateName, now, cancel);
        if (leads) await PassThroughAsync(work, procedure, dossier, now, cancel);
    }

    /// <summary>Where the organ has set a state's approvals to none, the dossier goes on at once and the record says so.</summary>
    private async Task PassThroughAsync(IWork work, Procedure procedure, Dossier dossier, Moment now, CancellationToken cancel)
    {
        while (procedure[dossier.StateName].Moves.Find(m => m.Waived is not null && Depth(procedure, m, now) == 0) is { } move)
        {
            procedure.Apply(move.Waived!(), dossier, now);
            Enter(procedure, dossier, move.To!, now);
            await WriteAsync(work, dossier, LineKind.Act, "ApprovalWaived", new { Waived = move.Action.Name, Setting = procedure.ApprovalSetting(move) }, dossier.StateName, now, cancel);
        }
    }

    private static int ApprovalsGiven(Dossier dossier, Move move) =>
        dossier.Acts.Skip(dossier.EnteredAct).Where(a => a.Action == move.Action.Name).Select(a => a.By).Distinct().Count();

    private static int Depth(Procedure procedure, Move move, Moment now) =>
        now.Settings.Find(procedure.ApprovalSetting(move)) is { } set && int.TryParse(set, out var depth) ? depth : move.Approvals;

    private Refusal? Refuse(Procedure procedure, Dossier dossier, object action, Moment now, int? seen)
    {
        // Many cast their ballots on the same day: none of them changes what another was looking at.
        if (seen is { } revision && revision != dossier.Revision && action is not IBallot) return new ChangedMeanwhile();

        var stage = procedure[dossier.StateName];
        var type = action.GetType();
        if (stage.Find(type) is { } move)
        {
            if (Refuse(procedure, dossier, move, now.Actor) is { } refusal) return refusal;
        }
        else if (Secrecy.Contains(type))
        {
            if (RefuseSecrecy(type, dossier, now.Actor) is { } refusal) return refusal;
        }
        else if (stage.Final || !(IsCommon(type) && TakesPart(dossier, now.Actor) && !BarsOthers(type, dossier, now.Actor) && (type != typeof(AskForTime) || MayAskForTime(stage, dossier, now.Actor))))
        {
            return new NotFromHere(stage.Name, Words.Of(type));
        }

        if (action is ExtendTime more && RefuseExtension(stage, dossier, more, now) is { } tooLong) return tooLong;
        if (action is GoToStep step && stage.Steps.All(s => s.En != step.Step && s.Zh != step.Step)) return Unfit.At(nameof(step.Step), new("没有这个步骤。", "There is no such step."));
        return RequiredFields.Missing(action) ?? procedure.Check(action, dossier, now);
    }

    private Refusal? Refuse(Procedure procedure, Dossier dossier, Move move, Actor actor)
    {
        if (!move.By.Matches(actor, dossier)) return new NotYourPart(move.By.Phrase) { Basis = move.Basis };
        if (move.By.NotDoneBy.FirstOrDefault(t => dossier.Did(actor.Id, t)) is { } done) return new NeedsAnotherPerson(Words.Of(done)) { Basis = move.Basis };
        if (move.Action.IsAssignableTo(typeof(IBallot)) && dossier.Did(actor.Id, move.Action)) return new AlreadyCast() { Basis = move.Basis };
        if (move.When is { } rule && !rule.Holds(dossier)) return new NotYet(rule.Words) { Basis = move.Basis };
        if (move.Waived is not null && dossier.Acts.Skip(dossier.EnteredAct).Any(a => a.Action == move.Action.Name && a.By == actor.Id)) return new AlreadyApproved() { Basis = move.Basis };
        _ = procedure;
        return null;
    }

    // Also of a finished dossier: what it holds can become a secret, or cease to be one, at any time.
    private static Refusal? RefuseSecrecy(Type action, Dossier dossier, Actor actor)
    {
        var enters = action == typeof(EnterCompartment);
        if (!KeepsSecrets.Matches(actor, dossier)) return new NotYourPart(KeepsSecrets.Phrase);
        if (dossier.Compartment is null != enters) return new CompartmentAsItIs(enters);
        if (enters) return actor.Compartments.Count > 0 ? null : new NoCompartment();
        return dossier.Acts.FindLast(a => a.Action == nameof(EnterCompartment)) is { } put && put.By == actor.Id ? new NeedsAnotherPerson(Words.Of(typeof(EnterCompartment))) : null;
    }

    private static Refusal? RefuseExtension(Stage stage, Dossier dossier, ExtendTime more, Moment now)
    {
        if (dossier.DueOn is not { } due) return new BeyondTheLimit(new("此件没有期限", "nothing is due"));
        if (more.Until <= due) return Unfit.At(nameof(more.Until), new("延期后的日期须晚于现在的期限。", "The date must be later than the present due date."));
        if (stage.OwnDue is not null) return null;
        if (stage.Limit is not { Extension: { } extension } limit) return new BeyondTheLimit(new("规定未允许延期", "the rule allows none")) { Basis = stage.Limit?.Basis };
        if (dossier.Extended) return new BeyondTheLimit(new("只能延期一次", "once only")) { Basis = limit.Basis };
        return more.Until <= now.Calendar.LastDay(due, extension, limit.RestDays).On ? null : new BeyondTheLimit(extension.Words) { Basis = limit.Basis };
    }

    private static bool IsCommon(Type type) => OpenToAnyParticipant.Contains(type) || type == typeof(GoToStep) || type == typeof(AskForTime);

    private static Move Common(Type action) => new(action, Who.Anyone, null, null, 1, null, null);

    /// <summary>Whom a matter is about could otherwise keep everybody from it who may decide on it.</summary>
    private static bool BarsOthers(Type type, Dossier dossier, Actor actor) => type == typeof(RecusePerson) && !actor.Id.IsNobody && dossier.Concerns == actor.Id;

    /// <summary>Somebody who has a part in the dossier: who opened it, whom it is with, or who holds a working duty over its unit.</summary>
    private static bool TakesPart(Dossier dossier, Actor actor) =>
        actor.IsSystem || (!actor.Id.IsNobody && (actor.Id == dossier.OpenedBy || actor.Id == dossier.Assignee || dossier.IsParty(actor) || actor.Grants.Any(g => g.Covers(dossier.Path) && !Duties.Administrators.Contains(g.Duty))));

    private static bool MayAskForTime(Stage stage, Dossier dossier, Actor actor) =>
        dossier.DueOn is not null && stage.Find(typeof(ExtendTime)) is { } extend && !extend.By.Matches(actor, dossier);

    private static void Enter(Procedure procedure, Dossier dossier, string state, Moment now)
    {
        var stage = procedure[state];
        var left = dossier.DaysLeft;
        int? running = dossier.DueOn is { } due && dossier.StateName.Length > 0 ? due.DayNumber - now.Today.DayNumber : null;
        (dossier.StateName, dossier.EnteredOn, dossier.EnteredAct, dossier.TimeAsked) = (state, now.Today, dossier.Acts.Count, null);
        dossier.Step = stage.Steps.Count > 0 ? stage.Steps[0].En : null;
        if (stage.ClockStoppedBy is not null)
        {
            (dossier.DueOn, dossier.DueAt, dossier.DaysLeft) = (null, null, running);
        }
        else if (left is { } days)
        {
            (dossier.DueOn, dossier.DaysLeft) = (DateOnly.FromDayNumber(now.Today.DayNumber + days), null);
        }
        else if (!stage.Final)
        {
            dossier.Extended = false;
            SetDue(stage, dossier, now.Today, now);
        }

        // The date that was due last stays, or nobody could tell whether it was finished in time.
        if (stage.Final) dossier.ClosedAt = now.At;
    }

    private static void SetDue(Stage stage, Dossier dossier, DateOnly from, Moment now)
    {
        (dossier.DueOn, dossier.DueAt, dossier.DueProvisional) = (null, null, false);
        if (stage.OwnDue is { } own) SetOwnDue(own, dossier);
        if (stage.Limit is not { } limit || limit.Unless?.Holds(dossier) is true) return;

        var term = limit.In(now.Settings);
        if (term.Unit == TermUnit.Hours)
        {
            var end = now.Calendar.End(now.At, term, now.Zone, limit.RestDays);
            (dossier.DueAt, dossier.DueProvisional) = (end.Before, end.Provisional);
            dossier.DueOn = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(end.Before.AddTicks(-1), now.Zone).DateTime);
            return;
        }

        var due = now.Calendar.LastDay(from, term, limit.RestDays);
        (dossier.DueOn, dossier.DueProvisional) = (due.On, due.Provisional);
    }

    private static void SetOwnDue(Func<Dossier, DateOnly?> own, Dossier dossier) => dossier.DueOn = own(dossier);

    // A superior in line or a declared relative must not learn of a matter that names the person.
    private void ExpandRecusal(Dossier dossier)
    {
        if (dossier.Recused.Count == 0) return;
        foreach (var person in dossier.Recused.SelectMany(rules.LineOf).Distinct().ToList())
        {
            if (!dossier.Recused.Contains(person)) dossier.Recused.Add(person);
        }
    }

    // The line says how the dossier stands after it, so nothing about the dossier may change any more once it is written.
    private async Task WriteAsync(IWork work, Dossier dossier, LineKind kind, string action, object what, string? to, Moment now, CancellationToken cancel)
    {
        ExpandRecusal(dossier);
        dossier.Revision++;
        dossier.ChangedAt = now.At;
        var content = LedgerContent.Of(await work.NextLineAsync(cancel), ContentJson.Line(what, to, dossier));
        var line = new LedgerLine
        {
            Id = content.LineId, At = now.At, Actor = now.By.Value, Kind = kind, Subject = dossier.Id, Revision = dossier.Revision,
            Procedure = dossier.Procedure, Action = action, Commitment = content.Commitment(), Previous = dossier.Head,
        };
        dossier.Head = LineEncoding.Leaf(line);
        work.Append(line, content);
    }

    private async Task RecordRefusalAsync(Guid subject, string procedure, string action, Refusal refusal, Moment now, CancellationToken cancel)
    {
        await using var work = await store.BeginAsync(now.Actor, cancel);
        var content = LedgerContent.Of(await work.NextLineAsync(cancel), ContentJson.Write(new { refusal.Code, Words = refusal.Words.Zh, Basis = refusal.Basis?.Words.Zh }));
        work.Append(
            new() { Id = content.LineId, At = now.At, Actor = now.By.Value, Kind = LineKind.Refusal, Subject = subject, Procedure = procedure, Action = action, Commitment = content.Commitment() }, content);
        await work.CommitAsync(cancel);
    }
}
