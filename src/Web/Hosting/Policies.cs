using Microsoft.AspNetCore.Authorization;
using Qinglian.Kernel.Access;

namespace Qinglian.Web;

/// <summary>Who may reach a page at all. What they see on it is the desk's and the database's business.</summary>
public static class Policies
{
    /// <summary>Anybody, signed in or not.</summary>
    public const string Public = "public";

    /// <summary>Anybody who is signed in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Somebody who works on dossiers: holds a duty that is not an administrator's.</summary>
    public const string Staff = "staff";

    public const string SystemAdministrator = "system-administrator";
    public const string SecurityAdministrator = "security-administrator";
    public const string AuditAdministrator = "audit-administrator";

    /// <summary>Any of the three administrators.</summary>
    public const string Administrator = "administrator";

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Public, p => p.RequireAssertion(_ => true));
        options.AddPolicy(SignedIn, p => p.AddRequirements(new ActorRequirement(_ => true)));
        options.AddPolicy(Staff, p => p.AddRequirements(new ActorRequirement(a => a.Grants.Any(g => !Duties.Administrators.Contains(g.Duty)))));
        options.AddPolicy(SystemAdministrator, p => p.AddRequirements(new ActorRequirement(a => a.HoldsAnywhere(Duties.SystemAdministrator))));
        options.AddPolicy(SecurityAdministrator, p => p.AddRequirements(new ActorRequirement(a => a.HoldsAnywhere(Duties.SecurityAdministrator))));
        options.AddPolicy(AuditAdministrator, p => p.AddRequirements(new ActorRequirement(a => a.HoldsAnywhere(Duties.AuditAdministrator))));
        options.AddPolicy(Administrator, p => p.AddRequirements(new ActorRequirement(a => a.Grants.Any(g => Duties.Administrators.Contains(g.Duty)))));

        // A page that forgets to say who may reach it can be reached by nobody.
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
    }
}

/// <summary>A test of the person who is asking.</summary>
internal sealed record ActorRequirement(Func<Actor, bool> Holds) : IAuthorizationRequirement;

/// <summary>Tests the actor that was loaded for this request; a stale cookie proves nothing.</summary>
internal sealed class ActorHandler(Visitor visitor) : AuthorizationHandler<ActorRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ActorRequirement requirement)
    {
        if (visitor.SignedIn && requirement.Holds(visitor.Actor)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
