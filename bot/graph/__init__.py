"""The edge towards Microsoft Graph: the team's calendar in Outlook, read and never written."""
