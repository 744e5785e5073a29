using Qinglian.Kernel;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Meetings;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;
using Qinglian.Web.Components.Pages;

namespace Qinglian.Web.Pages;

/// <summary>The minutes of a half-yearly meeting as an official document.</summary>
internal static class MeetingPages
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/meetings/{id:guid}/minutes", MinutesAsync).RequireAuthorization(Policies.Staff).RequireFresh();

    private static async Task<IResult> MinutesAsync(Guid id, Visitor me, IDossiers dossiers, IDirectory directory, IRules rules, ILedgerBook ledger)
    {
        if (await dossiers.FindAsync(id, me.Actor, me.Cancel) is not Meeting { State: MeetingState.Held or MeetingState.Closed } meeting) throw new NotFoundException();

        await ledger.RecordAsync(LineKind.Export, id, meeting.Procedure, "Minutes", new { meeting.Revision }, me.Actor, me.Cancel);
        var persons = meeting.Present.Concat(meeting.Problems.Select(p => p.Owner)).Concat(meeting.Tasks.Select(t => t.Owner).OfType<PersonId>());
        if (meeting.Chair is { } chair) persons = persons.Append(chair);
        var write = new Writer(me.Language, rules, await directory.NamesAsync([.. persons.Distinct()], me.Cancel));
        var document = new MeetingMinutes(meeting, write, await me.PageAsync()).Write();
        return Files.Docx(new($"{meeting.Number} 会议纪要", $"{meeting.Number} minutes"), me, stream => document.Write(stream, me.Language));
    }
}

/// <summary>A meeting with the reports it called for, the items of the last one and what it raised, each as it stands today.</summary>
internal sealed class MeetingView(DossierViews views, ProcedureBook book, IDossiers dossiers, IDirectory directory, IRules rules) : IDossierSpecial
{
    public bool Draws(Dossier dossier) => dossier is Meeting;

    public async Task<IResult> DrawAsync(Dossier dossier, Visitor me)
    {
        var meeting = (Meeting)dossier;
        var last = new LastMeeting(dossiers);
        var reports = new List<FieldReport>();
        await foreach (var part in dossiers.AllAsync(new DossierQuery { Procedure = "field-report", Parent = meeting.Id }, me.Actor, me.Cancel)) reports.Add((FieldReport)part);
        var items = (await last.ItemsOfAsync(meeting, me.Actor, me.Cancel)).ToDictionary(i => i.Id);
        var before = await last.BeforeAsync(meeting, me.Actor, me.Cancel);
        var owners = meeting.Problems.Select(p => p.Owner).Concat(reports.Select(r => r.Assignee).OfType<PersonId>()).Concat(before?.Items.Select(i => i.Assignee).OfType<PersonId>() ?? []);
        var names = await directory.NamesAsync([.. owners.Distinct()], me.Cancel);
        var page = await views.DrawAsync(dossier, me, me.Cancel);
        if (meeting.State is MeetingState.Held or MeetingState.Closed)
        {
            page = page with { Tools = [new(new("会议纪要", "Minutes"), "download") { Href = $"/meetings/{meeting.Id}/minutes" }, .. page.Tools] };
        }

        return Shown.As<MeetingPage>(await me.PageAsync(), new
        {
            // The reports and the items stand in tables of their own.
            Page = page with { Related = [.. page.Related.Where(r => !reports.Exists(x => r.Href.EndsWith(x.Id.ToString(), StringComparison.Ordinal)) && !items.Keys.Any(i => r.Href.EndsWith(i.ToString(), StringComparison.Ordinal)))] },
            Meeting = meeting,
            Reports = (IReadOnlyList<FieldReport>)[.. reports.OrderBy(r => r.Number, StringComparer.Ordinal)],
            Items = (IReadOnlyDictionary<Guid, Item>)items,
            Before = before,
            NameOf = (Func<PersonId?, string>)(p => p is { } id && names.TryGetValue(id, out var named) ? named.Name : ""),
            UnitName = (Func<UnitId, string>)(u => rules.Organisation.Find(u)?.ShortName ?? ""),
            Crumbs = DossierPages.Crumbs(book.Of(dossier), dossier),
        });
    }
}
