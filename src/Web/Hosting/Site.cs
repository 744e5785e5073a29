using System.Net;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Npgsql;
using Qinglian.Application;
using Qinglian.Application.Demo;
using Qinglian.Data;
using Qinglian.Data.Jobs;
using Qinglian.Data.Notices;
using Qinglian.Data.Registers;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Responsibilities.Documents;
using Qinglian.Web.Accounts;
using Qinglian.Web.Forms;
using Qinglian.Web.Pages;
using Qinglian.Web.Pages.Assessment;
using Qinglian.Web.Pages.Documents;
using Qinglian.Web.Pages.Responsibility;

namespace Qinglian.Web;

/// <summary>The web site: what it is made of and in what order a request passes through it.</summary>
public static class Site
{
    /// <summary>The largest request: one file of the largest size with its form.</summary>
    private const long LargestRequest = 60L * 1024 * 1024;

    /// <param name="demo">The database is the demonstration's. What anybody may try is offered on this machine alone.</param>
    public static void AddTo(WebApplicationBuilder builder, Installation installation, StartOptions options, bool demo)
    {
        var loopback = builder.Configuration["urls"] is null && builder.Configuration["Qinglian:Address"] is null;
        if (loopback) builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        else if (builder.Configuration["Qinglian:Address"] is { } address) builder.WebHost.UseUrls(address);

        builder.Services.AddSingleton(installation);
        builder.Services.AddQinglian(installation.App, installation.Folder, builder.Configuration["Qinglian:Origin"] ?? "qinglian.local", builder.Configuration["Qinglian:Zone"]);
        Add(builder.Services, new(Demo: loopback && demo, Version), installation.Folder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
        });
        if (Mail(builder.Configuration.GetSection("Qinglian:Mail")) is { } mail) builder.Services.AddMail(mail);
        Telemetry.AddTo(builder);
    }

    // Without a server nobody is offered letters.
    private static MailOptions? Mail(IConfigurationSection mail) => mail["Host"] is { Length: > 0 } host
        ? new(host, mail.GetValue("Port", 587), mail.GetValue("Tls", true), mail["From"] ?? "qinglian@localhost", mail["User"], mail["Password"], mail["Site"] ?? "")
        : null;

    /// <summary>Changes with each build, so that a browser may keep style sheets and scripts.</summary>
    public static string Version { get; } = typeof(Site).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..12];

    public static void Add(IServiceCollection services, SiteOptions site, DataFolder folder)
    {
        services.AddSingleton(site);
        services.AddRazorComponents();
        services.AddHttpContextAccessor();

        // Chinese stays readable in the source of a page.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddAntiforgery(a =>
        {
            a.FormFieldName = "_token";
            a.Cookie.Name = "token";
            a.Cookie.HttpOnly = true;
            a.Cookie.SameSite = SameSiteMode.Strict;
            a.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            a.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthorization(Policies.Add);
        services.AddScoped<IAuthorizationHandler, ActorHandler>();
        services.AddResponseCompression(c =>
        {
            c.EnableForHttps = true;
            c.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });
        services.AddDataProtection().PersistKeysToFileSystem(new(SealedKeys.FolderOf(folder))).SetApplicationName("qinglian");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, SealedKeys>();

        // What somebody hands in never lies on disk unencrypted, not even while it arrives.
        services.Configure<FormOptions>(f =>
        {
            f.MultipartBodyLengthLimit = LargestRequest;
            f.MemoryBufferThreshold = (int)LargestRequest;
            f.BufferBodyLengthLimit = LargestRequest;
            f.ValueLengthLimit = 4 * 1024 * 1024;
        });

        services.AddAccounts();
        services.AddScoped<Visitor>();
        services.AddSingleton<Menu>();
        services.AddScoped<DossierViews>();
        services.AddSingleton<Effort>();
        services.AddScoped<ActionForms>();
        services.AddScoped<Lists>();
        services.AddSingleton(new SpecialOpening(typeof(ImportDocument), "/documents/import"));
        services.AddScoped<IValuePicker, MatterPicker>();
        services.AddScoped<IValuePicker, CompartmentPicker>();
        services.AddScoped<DocumentImport>();
        services.AddScoped<DocumentEdits>();
        services.AddScoped<DocumentView>();
        services.AddScoped<IDossierSpecial>(s => s.GetRequiredService<DocumentView>());
        services.AddScoped<IDossierSpecial, AlertView>();
        services.AddLeadersDuty();
        services.AddAccountabilityPages();
        services.AddHostedService(s => s.GetRequiredService<JobRunner>());
        services.AddSingleton(new MenuEntry(new("工作台", "Workbench"), "/desk", "home", null, a => a.Grants.Any(g => !Duties.Administrators.Contains(g.Duty))));
        services.AddSingleton(new MenuEntry(new("日历", "Calendar"), "/calendar", "calendar", null, a => a.Grants.Any(g => !Duties.Administrators.Contains(g.Duty))));
        services.AddOfficePages();
        services.AddPlanningPages();
        services.AddAssessmentPages();
        services.AddScoped<AuditTrail>();
        services.AddSingleton(new MenuEntry(new("办理流程", "Procedures"), "/procedures", "book", null, a => a.Grants.Any(g => !Duties.Administrators.Contains(g.Duty))));
        services.AddSingleton(new MenuEntry(new("运行状况", "Health"), "/admin/health", "chart", null, a => a.HoldsAnywhere(Duties.SystemAdministrator)));
        services.AddSingleton(new MenuEntry(new("审计日志", "Audit trail"), "/admin/audit", "shield", null, a => a.HoldsAnywhere(Duties.AuditAdministrator)));
        services.Configure<HostOptions>(h => h.ShutdownTimeout = TimeSpan.FromSeconds(5));
    }

    public static void Use(WebApplication app)
    {
        app.UseResponseCompression();
        app.UseMiddleware<Headers>();
        app.UseMiddleware<Faults>();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=600",
        });
        app.UseRouting();
        app.UseAuthentication();
        app.Use(async (http, next) =>
        {
            await http.RequestServices.GetRequiredService<Visitor>().ArriveAsync();
            await next(http);
        });
        app.Use(async (http, next) =>
        {
            // An address that leads nowhere is answered as such, signed in or not.
            if (http.GetEndpoint() is null) throw new NotFoundException();
            await next(http);
        });
        app.UseAuthorization();
        app.UseMiddleware<Forgery>();
        Map(app);
    }

    /// <summary>Every page there is. A test reads this list and fails where a route says no policy.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        PublicPages.Map(app);
        PreferencePages.Map(app);
        WorkbenchPages.Map(app);
        ListPages.Map(app);
        SearchPages.Map(app);
        DossierPages.Map(app);
        AccountPages.Map(app);
        DocumentPages.Map(app);
        MeetingPages.Map(app);
        DutyLogPages.Map(app);
        HearingPages.Map(app);
        InterviewPages.Map(app);
        OfficePages.Map(app);
        PlanningPages.Map(app);
        AccountabilityPages.MapAll(app);
        AssessmentPages.Map(app);
        ProcedurePages.Map(app);
        LedgerPages.Map(app);
        AuditPages.Map(app);
        HealthPages.Map(app);
    }

    /// <summary>What must have been read once before the first page, and on the first start of a demonstration its county.</summary>
    public static async Task PrepareAsync(IServiceProvider services, TextWriter console, CancellationToken cancel)
    {
        var site = services.GetRequiredService<SiteOptions>();
        if (site.Demo)
        {
            await DemoCounty.LoadAsync(services, new DemoConsole(console), cancel);
            site.Demo = await DemoCounty.IsLoadedAsync(services.GetRequiredService<NpgsqlDataSource>(), cancel);
        }

        await services.GetRequiredService<LiveRules>().RefreshAsync(cancel);
        await services.GetRequiredService<IRegistrar>().SeedAsync(cancel);
    }

    public static void Greet(WebApplication app, TextWriter console)
    {
        var address = app.Urls.FirstOrDefault() ?? "";
        console.WriteLine(new Words($"清廉平台已启动：{address}（按 Ctrl-C 停止）", $"Qinglian is running: {address} (Ctrl-C stops it)") is { } words ? $"{words.Zh}\n{words.En}" : "");
    }
}
