using Qinglian.Assessment.Appraisals;
using Qinglian.Assessment.Bulletins;
using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Web.Accounts;
using Qinglian.Web.Components;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages.Assessment;

/// <summary>The monthly loop on pages: returns, the year of months, consolidated figures, appraisals, bulletins, and what all forms cost.</summary>
internal static class AssessmentPages
{
    public static IServiceCollection AddAssessmentPages(this IServiceCollection services)
    {
        services.AddScoped<ReturnForm>();
        services.AddScoped<YearTable>();
        services.AddScoped<IDossierSpecial, ReturnView>();
        services.AddScoped<IDossierSpecial, AppraisalView>();
        services.AddScoped<IDossierSpecial, BulletinView>();
        services.AddScoped<IValuePicker, AppraisalItemPicker>();
        services.AddSingleton(new SpecialAction(typeof(SendReturn), r => $"/assessment/returns/{r.Id}/fill"));
        services.AddSingleton(new SpecialAction(typeof(KeepFigures), r => $"/assessment/returns/{r.Id}/fill"));
        services.AddSingleton(new SpecialOpening(typeof(CorrectReturn), "/assessment/returns"));
        services.AddSingleton(new SpecialOpening(typeof(DraftBulletin), "/assessment/bulletins/draft"));

        Entry(services, new("月报年度表", "Year of returns"), "/assessment/returns");
        Entry(services, new("汇总数字", "Consolidated figures"), "/assessment/figures");
        Entry(services, new("月考评总表", "Appraisals of a month"), "/assessment/appraisals");
        Entry(services, new("已印发通报", "Issued bulletins"), "/assessment/bulletins");
        Entry(services, new("填报负担", "What forms cost"), "/assessment/burden");
        return services;
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/assessment").RequireAuthorization(Policies.Staff);
        pages.MapGet("/returns", YearPages.ShowAsync);
        pages.MapGet("/returns/export", YearPages.ExportAsync).RequireFresh();
        pages.MapGet("/returns/{id:guid}/fill", ReturnPages.AskAsync);
        pages.MapPost("/returns/{id:guid}/fill", ReturnPages.SendAsync);
        pages.MapPost("/returns/{id:guid}/keep", ReturnPages.KeepAsync);
        pages.MapGet("/returns/{id:guid}/correct", ReturnPages.AskToCorrectAsync);
        pages.MapPost("/returns/{id:guid}/correct", ReturnPages.CorrectAsync);
        pages.MapGet("/figures", FigurePages.ShowAsync);
        pages.MapGet("/rows", FigurePages.RowsAsync);
        pages.MapGet("/appraisals", AppraisalPages.ShowAsync);
        pages.MapPost("/appraisals/publish", AppraisalPages.PublishAsync);
        pages.MapGet("/bulletins", BulletinPages.ListAsync);
        pages.MapGet("/bulletins/draft", BulletinPages.AskAsync);
        pages.MapPost("/bulletins/draft", BulletinPages.DraftAsync);
        pages.MapGet("/bulletins/{id:guid}", BulletinPages.ShowAsync);
        pages.MapGet("/bulletins/{id:guid}/docx", BulletinPages.DocumentAsync).RequireFresh();
        pages.MapGet("/burden", BurdenPages.ShowAsync);

        const string import = "/returns/import";
        pages.MapGet(import, async (Visitor me, YearTable table, ImportFlow flow) => await flow.AskAsync(await table.ImporterAsync(me), me));
        pages.MapPost(import, async (Visitor me, YearTable table, ImportFlow flow, HttpRequest request) => await flow.UploadAsync(await table.ImporterAsync(me), me, request));
        pages.MapGet(import + "/template", async (Visitor me, YearTable table, ImportFlow flow) => flow.Template(await table.ImporterAsync(me), me));
        pages.MapGet(import + "/{file:guid}", async (Guid file, Visitor me, YearTable table, ImportFlow flow, HttpResponse response) => await flow.LookAsync(await table.ImporterAsync(me), file, me, response));
        pages.MapPost(import + "/{file:guid}", async (Guid file, Visitor me, YearTable table, ImportFlow flow, HttpRequest request) => await flow.ConfirmAsync(await table.ImporterAsync(me), file, me, request));
        pages.MapGet(import + "/{file:guid}/result", async (Guid file, Visitor me, YearTable table, ImportFlow flow, HttpResponse response) => await flow.ResultAsync(await table.ImporterAsync(me), file, me, response));
        pages.MapGet(import + "/{file:guid}/failures", async (Guid file, Visitor me, YearTable table, ImportFlow flow) => await flow.FailuresAsync(await table.ImporterAsync(me), file, me));
    }

    /// <summary>The month that is asked for, or the one before this.</summary>
    public static Period MonthOf(Visitor me) => Period.TryParse(me.Asked("month"), out var month) && month.Kind is PeriodKind.Month ? month : Period.Of(PeriodKind.Month, me.Today).Previous;

    /// <summary>The choice of a month; the empty one is that before this.</summary>
    public static Filter MonthFilter(Visitor me)
    {
        var last = Period.Of(PeriodKind.Month, me.Today).Previous;
        return new ChoiceFilter("month", new("月份", "Month"), [.. Enumerable.Range(1, 23).Select(n => last.Plus(-n)).Select(p => new Option(p.ToString(), p.Words))]) { All = last.Words };
    }

    /// <summary>The year that is asked for, or the year of the month before this.</summary>
    public static int YearOf(Visitor me) => int.TryParse(me.Asked("year"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100 ? year : Period.Of(PeriodKind.Month, me.Today).Previous.Year;

    private static void Entry(IServiceCollection services, Words title, string href) =>
        services.AddSingleton(new MenuEntry(title, href, "chart", "assessment", a => a.Grants.Any(g => !Duties.Administrators.Contains(g.Duty))));
}
