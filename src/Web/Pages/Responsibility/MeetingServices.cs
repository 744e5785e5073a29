using Qinglian.Kernel;
using Qinglian.Web.Forms;

namespace Qinglian.Web.Pages;

/// <summary>The pages of meetings, the duty log, reports and interviews.</summary>
internal static class MeetingServices
{
    public static IServiceCollection AddLeadersDuty(this IServiceCollection services)
    {
        services.AddScoped<IDossierSpecial, MeetingView>();
        services.AddScoped<IDossierSpecial, InterviewView>();
        services.AddScoped<IValuePicker, DutyLogPicker>();
        services.AddScoped<IFormPrefill, DutyLogPrefill>();
        services.AddScoped<IFormPrefill, InterviewPrefill>();
        services.AddScoped<IFormPrefill, MeetingPrefill>();
        services.AddScoped<IFormPrefill, HearingPrefill>();
        Entry(services, new("履责纪实", "Duty log"), "/duty-log", "duty-entry");
        Entry(services, new("履责汇报", "Reports on duty"), "/hearings", "duty-report");
        Entry(services, new("约谈", "Interviews"), "/interviews", "interview");
        return services;
    }

    private static void Entry(IServiceCollection services, Words title, string href, string instead) =>
        services.AddSingleton(new MenuEntry(title, href, "list", "responsibilities", MenuEntry.ToLeaders) { Instead = instead });
}
